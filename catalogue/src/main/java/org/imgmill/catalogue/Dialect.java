package org.imgmill.catalogue;

/// How a catalogue was written down, so that its results open in the same program.
public record Dialect(char delimiter, boolean byteOrderMark) {

    public static final Dialect PLAIN = new Dialect(',', false);
}
