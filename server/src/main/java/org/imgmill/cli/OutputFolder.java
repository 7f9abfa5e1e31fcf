package org.imgmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import org.imgmill.node.Folders;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/// The folder of a one-shot run: the results CSV, `images/`, `.imgmill/`, which holds what the next
/// run of the same catalogue is to know, and, while it runs, which batch was begun.
record OutputFolder(Path folder) {

    OutputFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /// Always the same, so that a run finds what the one before it knew, and goes on with what a
    /// stopped one left behind.
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

    /// Whether an earlier run left what it knew.
    boolean knowsARun() {
        return Files.exists(known());
    }

    private Path known() {
        return work().resolve("known-run");
    }

    /// The next run knows what this one did.
    void keepWork() throws IOException {
        Files.writeString(
                known(),
                "What the last run knew, so that the next one fetches only what changed. Without this folder it fetches all.\n");
    }

    void forgetWork() throws IOException {
        Files.deleteIfExists(known());
    }

    /// Removes what a server kept here, unless the next run is to know it, or a batch was begun
    /// that has not been taken from it.
    void removeWorkOfNothing() throws IOException {
        if (!Files.exists(memory()) && !knowsARun()) {
            FileSystemUtils.deleteRecursively(work());
        }
    }

    /// Saves one of the server's files here, under a temporary name.
    Path fetch(String what, ServerClient server, String batch) throws IOException {
        var file = Files.createDirectories(folder).resolve("." + what + ".part");
        server.save("/v1/batches/%s/%s".formatted(batch, what), file);
        return file;
    }

    Path keep(Path fetched, String catalogue, String kind) throws IOException {
        return Files.move(fetched, named(catalogue, kind), StandardCopyOption.REPLACE_EXISTING);
    }

    /// Removes what an earlier run left.
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

    /// Puts the pictures here that the results name.
    PlacedPictures place(Path results, PictureLinks links) throws IOException {
        var placed = new PlacedPictures(new Folders(work()).objects(), images(), links);
        placed.place(
                hearer -> {
                    try (var from = Files.newBufferedReader(results)) {
                        links.each(from, hearer);
                    }
                });
        return placed;
    }

    /// Writes results, or changes, with paths relative to this folder.
    ///
    /// @return where they are
    Path take(Path fetched, String catalogue, String kind, PlacedPictures placed)
            throws IOException {
        var csv = named(catalogue, kind);
        try (var from = Files.newBufferedReader(fetched);
                var to = Files.newBufferedWriter(csv)) {
            placed.links().replace(from, to, '\n', placed::path);
        }
        Files.delete(fetched);
        return csv;
    }

    Path keepWorkbook(Path fetched, String catalogue) throws IOException {
        return Files.move(fetched, workbook(catalogue), StandardCopyOption.REPLACE_EXISTING);
    }

    /// Puts the results here that stand in the workbook that the catalogue came as, with paths
    /// relative to this folder.
    Path takeWorkbook(Path fetched, String catalogue, PlacedPictures placed) throws IOException {
        var workbook = workbook(catalogue);
        placed.links().replaceInWorkbook(fetched, workbook, placed);
        Files.delete(fetched);
        return workbook;
    }

    private Path workbook(String catalogue) {
        var end = catalogue.endsWith(".xlsm") ? "xlsm" : "xlsx";
        return folder.resolve(stem(catalogue) + "-results." + end);
    }
}
