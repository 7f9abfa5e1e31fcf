package org.imgmill.fetch;

/// For whom something is fetched. Owners share scarce resources evenly, and so do the batches of an
/// owner. Both texts are opaque here.
///
/// @param owner such as an API key
/// @param batch one of its pieces of work
public record Asker(String owner, String batch) {

    /// For whom nothing is shared out.
    public static final Asker NOBODY = new Asker("", "");
}
