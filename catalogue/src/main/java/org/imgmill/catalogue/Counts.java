package org.imgmill.catalogue;

/// How much of a catalogue there is: good rows, the images in them as they stand (a URL that stands
/// ten times counts ten times), bad rows that were left out, and cells, of bad rows too, that a
/// spreadsheet might run as a formula.
public record Counts(long rows, long images, long badRows, long formulaCells) {}
