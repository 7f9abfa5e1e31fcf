package org.imgmill.fetch;

/// How a request ended that got no answer, whatever it was for.
public sealed interface Unreached extends Download, Posted {

    /// What was given is no address of the web.
    ///
    /// @param why continues the sentence "this URL ..."
    record InvalidUrl(String why) implements Unreached {}

    /// We do not connect to this host or port; nothing was dialled.
    record Blocked(String authority) implements Unreached {}

    /// The name has no address.
    record DnsFailed(String authority) implements Unreached {}

    /// No connection came about: refused, unreachable or silent. Callers do not learn which,
    /// because the difference would reveal a network.
    record ConnectFailed(String authority) implements Unreached {}

    /// The connection was lost before there was an answer.
    record ConnectionLost(String authority) implements Unreached {}

    /// No trustworthy TLS connection came about.
    ///
    /// @param why a sentence without its subject and end, such as "its certificate has expired"
    record TlsFailed(String authority, String why) implements Unreached {}

    /// Took too long; a total and an idle limit watch over every request.
    ///
    /// @param why continues the sentence "the server ..."
    record TimedOut(String why) implements Unreached {}

    /// Answered in something that is not HTTP, or in HTTP beyond our limits: the host is there.
    ///
    /// @param why continues the sentence "the server ..."
    record Garbled(String why) implements Unreached {}
}
