package org.imgmill.catalogue;

/// Where the rows of a catalogue go while it is read.
///
/// Rows arrive in the order of the file, but all of them are provisional until the reading ends as
/// `Read`. When bad rows reject a catalogue, no good row arrives after the first bad one.
public interface CatalogueSink<X extends Exception> {

    /// What was taken for what, before the header; not told by a strict reading.
    default void understood(Understanding understanding) throws X {}

    default void header(CatalogueHeader header) throws X {}

    void row(CatalogueRow row) throws X;

    default void badRow(BadRow row) throws X {}
}
