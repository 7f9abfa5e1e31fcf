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
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.imgmill.links.KeyPath;
import org.imgmill.node.Folders;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/// The folder of a one-shot run: the results CSV, `images/`, and, while it runs, `.imgmill/` and
/// which batch was begun.
record OutputFolder(Path folder) {

    OutputFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /// Always the same, so that a run finds and goes on with what a stopped one left behind.
    Path work() {
        return folder.resolve(".imgmill");
    }

    /// Pictures are called after rows or products, so those of two catalogues would overwrite each
    /// other.
    ///
    /// @throws BadInput if the folder has the results of another catalogue
    void refuseBesideOthers(String catalogue) {
        if (!Files.isDirectory(folder.resolve("images"))) {
            return;
        }
        var own = named(catalogue, "results").getFileName().toString();
        try (var files = Files.newDirectoryStream(folder, "*-results.csv")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (!name.equals(own)) {
                    throw new BadInput(
                            "%s already has %s, whose pictures this run would overwrite; give every catalogue a folder of its own, such as --out %s."
                                    .formatted(
                                            folder,
                                            name,
                                            folder.resolve(
                                                    own.replaceFirst("-results\\.csv$", ""))));
                }
            }
        } catch (IOException e) {
            throw new BadInput("%s cannot be read: %s.".formatted(folder, e.getMessage()));
        }
    }

    private Path memory() {
        return folder.resolve(".imgmill-run");
    }

    Path images() throws IOException {
        return Files.createDirectories(folder.resolve("images"));
    }

    /// Notes which batch was begun, in case this run is stopped.
    ///
    /// @param where the server that works on it
    /// @param what the digest of the catalogue and of what is to be done
    void remember(String where, String what, String batch) throws IOException {
        var begun = new Properties();
        begun.setProperty("server", where);
        begun.setProperty("what", what);
        begun.setProperty("batch", batch);
        Files.createDirectories(folder);
        try (var out = Files.newBufferedWriter(memory())) {
            begun.store(out, "A run that was stopped: the same command goes on with it.");
        }
    }

    /// The batch of a run that was stopped, if it was the same run.
    Optional<String> begun(String where, String what) throws IOException {
        if (!Files.exists(memory())) {
            return Optional.empty();
        }
        var begun = new Properties();
        try (var in = Files.newBufferedReader(memory())) {
            begun.load(in);
        }
        return where.equals(begun.getProperty("server")) && what.equals(begun.getProperty("what"))
                ? Optional.ofNullable(begun.getProperty("batch"))
                : Optional.empty();
    }

    void forgetBegun() throws IOException {
        Files.deleteIfExists(memory());
    }

    /// Removes what a server kept here, unless a batch was begun that has not been taken from it.
    void removeWorkOfNothing() throws IOException {
        if (!Files.exists(memory())) {
            FileSystemUtils.deleteRecursively(work());
        }
    }

    /// Has the server write one of its files here, under a name that is nobody's yet.
    Path fetch(String what, ServerClient server, String batch) throws IOException {
        var file = Files.createDirectories(folder).resolve("." + what + ".part");
        server.save("/v1/batches/%s/%s".formatted(batch, what), file);
        return file;
    }

    Path keep(Path fetched, String catalogue, String kind) throws IOException {
        return Files.move(fetched, named(catalogue, kind), StandardCopyOption.REPLACE_EXISTING);
    }

    /// What an earlier run left is no longer true.
    @Nullable Path keepNone(String catalogue, String kind) throws IOException {
        Files.deleteIfExists(named(catalogue, kind));
        return null;
    }

    private Path named(String catalogue, String kind) {
        return folder.resolve("%s-%s.csv".formatted(stem(catalogue), kind));
    }

    private static String stem(String catalogue) {
        return catalogue.replaceFirst("\\.[A-Za-z0-9]+$", "");
    }

    /// Moves the pictures here and writes the results with paths relative to this folder.
    ///
    /// @param links how the links in the results begin
    /// @return where the results are
    Path take(Path results, String catalogue, String links) throws IOException {
        moveObjects(images());
        var csv = named(catalogue, "results");
        try (var from = Files.newBufferedReader(results);
                var to = Files.newBufferedWriter(csv)) {
            takeLinks(from, to, '\n', links, UnaryOperator.identity());
        }
        Files.delete(results);
        return csv;
    }

    /// Puts the results here that stand in the workbook that the catalogue came as.
    ///
    /// @param links how the links in it begin whose pictures lie here; empty: none
    Path takeWorkbook(Path fetched, String catalogue, String links) throws IOException {
        var workbook =
                folder.resolve(
                        stem(catalogue)
                                + "-results."
                                + (catalogue.endsWith(".xlsm") ? "xlsm" : "xlsx"));
        if (links.isEmpty()) {
            return Files.move(fetched, workbook, StandardCopyOption.REPLACE_EXISTING);
        }
        try (var zip = new ZipFile(fetched.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(workbook))) {
            for (var part : zip.stream().toList()) {
                out.putNextEntry(new ZipEntry(part.getName()));
                try (var in = zip.getInputStream(part)) {
                    if (part.getName().startsWith("xl/worksheets/")) {
                        var text = new OutputStreamWriter(out, StandardCharsets.ISO_8859_1);
                        takeLinks(
                                new InputStreamReader(in, StandardCharsets.ISO_8859_1),
                                text,
                                '>',
                                links,
                                OutputFolder::inXml);
                        text.flush();
                    } else {
                        in.transferTo(out);
                    }
                }
                out.closeEntry();
            }
        }
        Files.delete(fetched);
        return workbook;
    }

    /// @param end ends every piece, and stands in no link
    /// @param written how a path stands in the file
    private static void takeLinks(
            Reader from, Writer to, char end, String links, UnaryOperator<String> written)
            throws IOException {
        var link = Pattern.compile(Pattern.quote(links) + "[0-9a-f]+/([^\",\\s<]*)");
        var in = new BufferedReader(from);
        for (var piece = piece(in, end); !piece.isEmpty(); piece = piece(in, end)) {
            to.write(link.matcher(piece).replaceAll(found -> relative(found, written)));
        }
    }

    private static String relative(MatchResult link, UnaryOperator<String> written) {
        return Matcher.quoteReplacement(written.apply("images/" + KeyPath.key(link.group(1))));
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

    private void moveObjects(Path images) throws IOException {
        var objects = new Folders(work()).objects();
        if (!Files.exists(objects)) {
            return;
        }
        try (var batches = Files.newDirectoryStream(objects)) {
            for (var batch : batches) {
                try (var pictures = Files.newDirectoryStream(batch, Files::isRegularFile)) {
                    for (var picture : pictures) {
                        var kept = images.resolve(KeyPath.key(picture.getFileName().toString()));
                        Files.createDirectories(kept.getParent());
                        Files.move(picture, kept, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }
}
