package org.imgmill.catalogue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// What an upload is, told from its first bytes and never from its name.
sealed interface FileKind {

    /// How many bytes to look at.
    int HEAD = 4096;

    /// Text, in `charset` behind a byte order mark of `mark` bytes, or unmarked (0).
    record Text(Charset charset, int mark) implements FileKind {}

    record Gzip() implements FileKind {}

    record Zip() implements FileKind {}

    /// JSON or JSON lines.
    record Json() implements FileKind {}

    /// XML that is no page.
    record Feed() implements FileKind {}

    /// Something else; `what` is as a sentence names it: "a PNG image".
    record Other(String what) implements FileKind {}

    /// Text that would be welcome if it were UTF-8.
    ///
    /// @param read how an open reading reads it all the same
    record Foreign(String what, Text read) implements FileKind {}

    record Magic(String bytes, int at, String what) {}

    List<Magic> MAGIC =
            List.of(
                    new Magic("\u0089PNG", 0, "a PNG image"),
                    new Magic("\u00FF\u00D8\u00FF", 0, "a JPEG image"),
                    new Magic("GIF8", 0, "a GIF image"),
                    new Magic("WEBP", 8, "a WebP image"),
                    new Magic("ftypavif", 4, "an AVIF image"),
                    new Magic("ftyphei", 4, "a HEIC image"),
                    new Magic("ftypmif1", 4, "a HEIF image"),
                    new Magic("ftyp", 4, "a video"),
                    new Magic("II*\0", 0, "a TIFF image"),
                    new Magic("MM\0*", 0, "a TIFF image"),
                    new Magic("BM", 0, "a BMP image"),
                    new Magic("8BPS", 0, "a Photoshop image"),
                    new Magic("%PDF-", 0, "a PDF document"),
                    new Magic("{\\rtf", 0, "an RTF document"),
                    new Magic(
                            "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1",
                            0,
                            "an old Excel workbook (.xls) or another old Office file"),
                    new Magic("7z\u00BC\u00AF'\u001C", 0, "a 7z archive"),
                    new Magic("Rar!\u001A\u0007", 0, "a RAR archive"),
                    new Magic("BZh", 0, "a bzip2 archive"),
                    new Magic("\u00FD7zXZ\0", 0, "an xz archive"),
                    new Magic("(\u00B5/\u00FD", 0, "a Zstandard archive"),
                    new Magic("ustar", 257, "a tar archive"),
                    new Magic("SQLite format 3\0", 0, "an SQLite database"),
                    new Magic("PAR1", 0, "a Parquet file"),
                    new Magic("\u007FELF", 0, "a program"),
                    new Magic("MZ", 0, "a program"));

    static FileKind of(byte[] head) {
        String bytes = new String(head, StandardCharsets.ISO_8859_1);
        if (bytes.startsWith("\u001F\u008B")) {
            return new Gzip();
        }
        if (bytes.startsWith("PK\u0003\u0004") || bytes.startsWith("PK\u0005\u0006")) {
            return new Zip();
        }
        for (Magic magic : MAGIC) {
            if (bytes.startsWith(magic.bytes(), magic.at()) && isBinary(magic, bytes)) {
                return new Other(magic.what());
            }
        }
        return text(bytes);
    }

    /// Two letters alone may begin a header too (`BMW;...`): believed only among binary bytes.
    private static boolean isBinary(Magic magic, String bytes) {
        return magic.bytes().length() > 2 || bytes.indexOf('\0') >= 0;
    }

    private static FileKind text(String bytes) {
        if (bytes.startsWith("\u00FF\u00FE\0\0")) {
            return new Foreign("UTF-32 text", new Text(Charset.forName("UTF-32LE"), 4));
        }
        if (bytes.startsWith("\0\0\u00FE\u00FF")) {
            return new Foreign("UTF-32 text", new Text(Charset.forName("UTF-32BE"), 4));
        }
        if (bytes.startsWith("\u00EF\u00BB\u00BF") && !isMarkedUp(bytes)) {
            return new Text(StandardCharsets.UTF_8, 3);
        }
        if (bytes.startsWith("\u00FF\u00FE")) {
            return wide(bytes, new Text(StandardCharsets.UTF_16LE, 2));
        }
        if (bytes.startsWith("\u00FE\u00FF")) {
            return wide(bytes, new Text(StandardCharsets.UTF_16BE, 2));
        }
        if (bytes.contains("\u001B$B") || bytes.contains("\u001B$@")) {
            return new Foreign("ISO-2022-JP text", new Text(Charset.forName("ISO-2022-JP"), 0));
        }
        return switch (withoutMark(bytes).stripLeading().toLowerCase(Locale.ROOT)) {
            case String s when s.startsWith("<!doctype html") || s.startsWith("<html") ->
                    new Other("an HTML page");
            case String s
                    when s.startsWith("<?xml") || s.startsWith("<rss") || s.startsWith("<feed") ->
                    new Feed();
            case String s when s.startsWith("<") -> new Other("XML or HTML");
            case String s when s.startsWith("{") || s.startsWith("[") -> new Json();
            case String s when isWide(s) ->
                    new Foreign(
                            "UTF-16 or UTF-32 text without a byte order mark",
                            new Text(unmarked(bytes), 0));
            default -> new Text(StandardCharsets.UTF_8, 0);
        };
    }

    private static String withoutMark(String bytes) {
        return bytes.startsWith("\u00EF\u00BB\u00BF") ? bytes.substring(3) : bytes;
    }

    /// Behind a byte order mark JSON and XML are told apart too.
    private static boolean isMarkedUp(String bytes) {
        String text = withoutMark(bytes).stripLeading();
        return text.startsWith("<?xml") || text.startsWith("[") || text.startsWith("{");
    }

    /// Text of two bytes a letter behind a mark; parsers of JSON and XML know that mark too.
    private static FileKind wide(String bytes, Text text) {
        byte[] behind = bytes.substring(2).getBytes(StandardCharsets.ISO_8859_1);
        String start = new String(behind, text.charset()).stripLeading();
        return start.startsWith("<?xml")
                ? new Feed()
                : start.startsWith("[") || start.startsWith("{") ? new Json() : text;
    }

    /// By where the zeros stand in letters of ASCII, as most of a catalogue's are.
    private static Charset unmarked(String bytes) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < bytes.length(); i++) {
            even += bytes.charAt(i) == 0 && i % 2 == 0 ? 1 : 0;
            odd += bytes.charAt(i) == 0 && i % 2 == 1 ? 1 : 0;
        }
        boolean four = (even + odd) * 5 > bytes.length() * 3;
        boolean littleFirst = bytes.charAt(0) != 0;
        return four
                ? Charset.forName(littleFirst ? "UTF-32LE" : "UTF-32BE")
                : odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    private static boolean isWide(String bytes) {
        long zeros = bytes.chars().filter(c -> c == 0).count();
        return bytes.length() > 3 && zeros * 3 > bytes.length();
    }
}
