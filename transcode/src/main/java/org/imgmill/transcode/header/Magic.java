package org.imgmill.transcode.header;

import java.util.List;
import java.util.Locale;
import org.imgmill.transcode.header.Sniffed.NotAnImage;
import org.imgmill.transcode.header.Sniffed.Unsupported;

/// The first bytes, and what they mean: our allow-list, and names for what is not on it.
sealed interface Magic {

    record Known(Kind kind) implements Magic {}

    record Other(Sniffed sniffed) implements Magic {}

    /// Formats imgmill does not read, by bytes that no text starts with (or hardly any).
    List<Foreign> FOREIGN =
            List.of(
                    new Foreign("\0\0\1\0", "ICO"),
                    // no colours of its own; a cursor has its number of pictures here
                    new Foreign("\0\0\2\0\0\0\0\0", "TGA"),
                    new Foreign("\0\0\n\0\0\0\0\0", "TGA"),
                    new Foreign("\0\0\2\0", "CUR"),
                    new Foreign("\u00ff\n", "JPEG XL"),
                    new Foreign("\0\0\0\fJXL ", "JPEG XL"),
                    new Foreign("\0\0\0\fjP  ", "JPEG 2000"),
                    new Foreign("\u00ffO\u00ffQ", "JPEG 2000"),
                    new Foreign("II\u00bc", "JPEG XR"),
                    new Foreign("8BPS", "Photoshop"),
                    new Foreign("qoif", "QOI"),
                    new Foreign("\1\u00da", "SGI"),
                    new Foreign("DDS ", "DDS"),
                    new Foreign("v/1\1", "OpenEXR"),
                    new Foreign("#?RADIANCE", "Radiance HDR"),
                    new Foreign("gimp xcf", "XCF"),
                    new Foreign("SIMPLE  =", "FITS"),
                    new Foreign("\u008aMNG\r\n", "MNG"),
                    new Foreign("\u008bJNG\r\n", "JNG"));

    record Foreign(String start, String name) {}

    static Magic of(Bytes bytes) {
        if (bytes.is(0, "\u00ff\u00d8")) {
            return new Known(Kind.JPEG);
        }
        if (bytes.is(0, "\u0089PNG\r\n\u001a\n")) {
            return new Known(Kind.PNG);
        }
        if (bytes.is(0, "GIF87a") || bytes.is(0, "GIF89a")) {
            return new Known(Kind.GIF);
        }
        if (bytes.is(0, "RIFF") && bytes.is(8, "WEBP")) {
            return new Known(Kind.WEBP);
        }
        if (isTiff(bytes)) {
            return new Known(Kind.TIFF);
        }
        if (bytes.is(4, "ftyp")) {
            return Brands.of(bytes);
        }
        for (Foreign foreign : FOREIGN) {
            if (bytes.is(0, foreign.start())) {
                return new Other(new Unsupported(foreign.name()));
            }
        }
        if (isBmp(bytes)) {
            return new Other(new Unsupported("BMP"));
        }
        if (isPortableMap(bytes)) {
            return new Other(new Unsupported("PNM"));
        }
        return new Other(text(bytes));
    }

    private static boolean isTiff(Bytes bytes) {
        return bytes.is(0, "II*\0")
                || bytes.is(0, "MM\0*")
                || bytes.is(0, "II+\0")
                || bytes.is(0, "MM\0+");
    }

    /// "BM" alone starts many a text; the size of the header behind it does not.
    private static boolean isBmp(Bytes bytes) {
        return bytes.is(0, "BM")
                && bytes.length() >= 18
                && bytes.u32le(14) >= 12
                && bytes.u32le(14) <= 256;
    }

    private static boolean isPortableMap(Bytes bytes) {
        if (!bytes.is(0, "P") || bytes.length() < 3) {
            return false;
        }
        int digit = bytes.u8(1);
        boolean known = (digit >= '1' && digit <= '7') || digit == 'F' || digit == 'f';
        return known && Character.isWhitespace(bytes.u8(2));
    }

    private static Sniffed text(Bytes bytes) {
        if (bytes.length() == 0) {
            return new NotAnImage("the file is empty");
        }
        String start = bytes.latin1(0, 1024).toLowerCase(Locale.ROOT);
        if (start.startsWith("\u00ef\u00bb\u00bf")) {
            start = start.substring(3);
        }
        start = start.strip();
        if (start.contains("<svg")) {
            return new Unsupported("SVG");
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return new NotAnImage("the file is HTML");
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return new NotAnImage("the file looks like JSON");
        }
        if (start.startsWith("<")) {
            return new NotAnImage("the file looks like HTML or XML");
        }
        return new NotAnImage("the file starts like no image format we know");
    }
}
