package org.imgmill.fetch;

/// What a text turned out to be: a web address, or not one and why.
public sealed interface ParsedUrl permits WebUrl, ParsedUrl.Invalid {

    /// Not an address of the web.
    ///
    /// @param why continues the sentence "this URL ..."
    record Invalid(String why) implements ParsedUrl {}
}
