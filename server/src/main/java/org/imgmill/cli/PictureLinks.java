package org.imgmill.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.imgmill.links.KeyPath;

/// The links in results that lead to pictures which lie in a folder.
record PictureLinks(Pattern link) {

    /// @param beginning how they begin
    static PictureLinks beginning(String beginning) {
        return new PictureLinks(
                Pattern.compile(Pattern.quote(beginning) + "([0-9a-f]+)/([^\",\\s<]*)"));
    }

    /// All pictures that a CSV names, in its order.
    void each(Reader csv, PlacedPictures.Hearer hearer) throws IOException {
        for (var piece = piece(csv, '\n'); !piece.isEmpty(); piece = piece(csv, '\n')) {
            var found = link.matcher(piece);
            while (found.find()) {
                hearer.hear(picture(found));
            }
        }
    }

    /// What stands in the place of a link.
    @FunctionalInterface
    interface Written {
        String path(PlacedPictures.Picture picture) throws IOException;
    }

    /// @param end ends every piece, and stands in no link
    void replace(Reader from, Writer to, char end, Written written) throws IOException {
        var in = new BufferedReader(from);
        for (var piece = piece(in, end); !piece.isEmpty(); piece = piece(in, end)) {
            var found = link.matcher(piece);
            var line = new StringBuilder();
            while (found.find()) {
                var path = written.path(picture(found));
                found.appendReplacement(line, Matcher.quoteReplacement(path));
            }
            to.append(found.appendTail(line));
        }
    }

    void replaceInWorkbook(Path from, Path to, PlacedPictures placed) throws IOException {
        try (var zip = new ZipFile(from.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (var part : zip.stream().toList()) {
                out.putNextEntry(new ZipEntry(part.getName()));
                try (var in = zip.getInputStream(part)) {
                    if (part.getName().startsWith("xl/worksheets/")) {
                        var text = new OutputStreamWriter(out, StandardCharsets.ISO_8859_1);
                        replace(
                                new InputStreamReader(in, StandardCharsets.ISO_8859_1),
                                text,
                                '>',
                                picture -> inXml(placed.path(picture)));
                        text.flush();
                    } else {
                        in.transferTo(out);
                    }
                }
                out.closeEntry();
            }
        }
    }

    private static PlacedPictures.Picture picture(MatchResult link) {
        return new PlacedPictures.Picture(link.group(1), KeyPath.key(link.group(2)));
    }

    /// The bytes of UTF-8, each as a character: a sheet is passed on as it came, byte by byte.
    private static String inXml(String path) {
        return new String(
                path.replace("&", "&amp;").getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
    }

    /// With its own end, which `readLine` would drop.
    private static String piece(Reader reader, char end) throws IOException {
        var piece = new StringBuilder();
        for (var c = reader.read(); c >= 0; c = reader.read()) {
            piece.append((char) c);
            if (c == end) {
                break;
            }
        }
        return piece.toString();
    }
}
