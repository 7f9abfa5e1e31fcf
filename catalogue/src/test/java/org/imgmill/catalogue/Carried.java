package org.imgmill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The data files of these tests.
final class Carried {

    private Carried() {}

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = Carried.class.getResourceAsStream("/csv/" + name)) {
            if (in == null) {
                throw new AssertionError("no /csv/" + name + " among the test resources");
            }
            return in.readAllBytes();
        }
    }

    static List<Path> files(String folder) throws IOException, URISyntaxException {
        URL url = Objects.requireNonNull(Carried.class.getResource("/csv/" + folder));
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.sorted().toList();
        }
    }

    /// The lines of a table that are not empty and no comments, apart at ` -> `.
    static List<List<String>> table(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("# "))
                .map(line -> line.replace("\\n", "\n").replace('~', '\u00A0'))
                .map(line -> List.of(line.split(" -> ", -1)))
                .toList();
    }
}
