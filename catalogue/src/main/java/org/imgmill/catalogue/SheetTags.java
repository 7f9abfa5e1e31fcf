package org.imgmill.catalogue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/// The tags and texts of a workbook's sheet one after the other, byte for byte as they stand, so
/// that what nobody changes comes out as it went in. For sheets that were read before, by a parser
/// that refuses what is no plain XML.
final class SheetTags {

    private static final int LONGEST = 16 << 20;

    private final Reader in;
    private final StringBuilder piece = new StringBuilder();
    private int ahead = -1;

    /// @param bytes read as characters one by one: what is not ASCII is only copied
    SheetTags(InputStream bytes) {
        in = new InputStreamReader(bytes, StandardCharsets.ISO_8859_1);
    }

    /// Moves to the next tag or text; false at the end.
    boolean next() throws IOException {
        piece.setLength(0);
        int c = ahead >= 0 ? ahead : in.read();
        ahead = -1;
        if (c < 0) {
            return false;
        }
        add(c);
        if (c == '<') {
            restOfTag();
        } else {
            restOfText();
        }
        return true;
    }

    private void restOfTag() throws IOException {
        int quote = 0;
        for (int c = in.read(); ; c = in.read()) {
            if (c < 0) {
                throw new EOFException("a tag of the sheet is cut off");
            }
            add(c);
            if (quote == 0 && c == '>') {
                return;
            }
            if (c == '"' || c == '\'') {
                quote = quote == 0 ? c : quote == c ? 0 : quote;
            }
        }
    }

    private void restOfText() throws IOException {
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '<') {
                ahead = c;
                return;
            }
            add(c);
        }
    }

    private void add(int c) throws Refusal {
        if (piece.length() == LONGEST) {
            throw Workbook.damaged();
        }
        piece.append((char) c);
    }

    /// As it stands.
    StringBuilder piece() {
        return piece;
    }

    boolean isTag() {
        return piece.charAt(0) == '<';
    }

    boolean isEnd() {
        return isTag() && piece.charAt(1) == '/';
    }

    /// Whether it is a start tag, or one that is its own end.
    boolean isStart() {
        return isTag() && !isEnd() && piece.charAt(1) != '?' && piece.charAt(1) != '!';
    }

    /// Whether it is a start tag that is its own end.
    boolean isEmptyElement() {
        return isStart() && piece.charAt(piece.length() - 2) == '/';
    }

    /// The name without its prefix.
    String name() {
        String full = fullName();
        return full.substring(full.indexOf(':') + 1);
    }

    /// The prefix with its colon; empty: none.
    String prefix() {
        String full = fullName();
        return full.substring(0, full.indexOf(':') + 1);
    }

    private String fullName() {
        int from = isEnd() ? 2 : 1;
        int to = from;
        while ("/> \t\r\n".indexOf(piece.charAt(to)) < 0) {
            to++;
        }
        return piece.substring(from, to);
    }

    /// The value of an attribute as it stands; empty: there is none.
    String attribute(String name) {
        int[] place = place(name);
        return place.length == 0 ? "" : piece.substring(place[1], place[2]);
    }

    /// Takes an attribute away, or puts another value in its place.
    void change(String name, String value) {
        int[] place = place(name);
        if (place.length > 0) {
            piece.replace(place[1], place[2], value);
        }
    }

    void drop(String name) {
        int[] place = place(name);
        if (place.length > 0) {
            piece.delete(place[0], place[2] + 1);
        }
    }

    /// Where an attribute begins, and its value begins and ends; empty: there is none.
    private int[] place(String name) {
        int at = 1 + fullName().length();
        while (true) {
            int start = at;
            while (Character.isWhitespace(piece.charAt(at))) {
                at++;
            }
            int equals = piece.indexOf("=", at);
            if (piece.charAt(at) == '/' || piece.charAt(at) == '>' || equals < 0) {
                return new int[0];
            }
            String found = piece.substring(at, equals).strip();
            int open = equals + 1;
            while (Character.isWhitespace(piece.charAt(open))) {
                open++;
            }
            int close = piece.indexOf(String.valueOf(piece.charAt(open)), open + 1);
            if (close < 0) {
                return new int[0];
            }
            if (found.equals(name)) {
                return new int[] {start, open + 1, close};
            }
            at = close + 1;
        }
    }
}
