package org.imgmill.transcode.jpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Pictures that lie beside the project on some machines; tests that need them are skipped
/// elsewhere.
final class SharedFiles {

    private static final Path ROOT = Path.of("../../shared");

    static List<Path> photos() throws IOException {
        Path photos = ROOT.resolve("photos");
        Assumptions.assumeTrue(Files.isDirectory(photos), "no photos in " + photos);
        try (Stream<Path> files = Files.list(photos)) {
            return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
        }
    }

    /// JPEGs that any sound decoder accepts.
    static List<Path> soundJpegs() throws IOException {
        return hostile("ok").stream().filter(SharedFiles::startsAsJpeg).toList();
    }

    static List<Path> damagedJpegs() throws IOException {
        return hostile("reject").stream().filter(SharedFiles::startsAsJpeg).toList();
    }

    /// Every file of the collection with this verdict.
    static List<Path> hostile(String verdict) throws IOException {
        Path index = ROOT.resolve("hostile/index.tsv");
        Assumptions.assumeTrue(Files.isRegularFile(index), "no hostile files in " + index);
        return Files.readAllLines(index).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(row -> row.length > 2 && row[2].equals(verdict))
                .map(row -> index.resolveSibling(row[0]))
                .toList();
    }

    private static boolean startsAsJpeg(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.read() == 0xFF && in.read() == 0xD8;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private SharedFiles() {}
}
