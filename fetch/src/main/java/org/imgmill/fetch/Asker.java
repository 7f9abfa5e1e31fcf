package org.imgmill.fetch;

/// For whom something is fetched: what is scarce is shared evenly by owners, and by the batches of
/// each. Texts that mean nothing here.
///
/// @param owner such as an API key
/// @param batch one of its pieces of work
public record Asker(String owner, String batch) {

    /// For whom nothing is shared out.
    public static final Asker NOBODY = new Asker("", "");
}
