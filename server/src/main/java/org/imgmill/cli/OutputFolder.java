package org.imgmill.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import org.imgmill.node.Folders;
import org.springframework.util.FileSystemUtils;

/// The folder of a one-shot run: the results CSV, `images/`, and, while it runs, `.imgmill/`.
record OutputFolder(Path folder) {

    OutputFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /// Always the same, so that a run finds and ends what a killed one left behind.
    Path work() {
        return folder.resolve(".imgmill");
    }

    void removeWork() throws IOException {
        FileSystemUtils.deleteRecursively(work());
    }

    /// Moves the pictures here and writes the results with paths relative to this folder.
    ///
    /// @param links how the links in the results begin
    /// @return where the results are
    Path take(Path results, String catalogue, String links) throws IOException {
        var images = Files.createDirectories(folder.resolve("images"));
        moveObjects(images);
        var csv = folder.resolve(catalogue.replaceFirst("\\.[A-Za-z0-9]+$", "") + "-results.csv");
        var link = Pattern.compile(Pattern.quote(links) + "[0-9a-f]+/");
        try (var from = Files.newBufferedReader(results);
                var to = Files.newBufferedWriter(csv)) {
            for (var line = line(from); !line.isEmpty(); line = line(from)) {
                to.write(link.matcher(line).replaceAll("images/"));
            }
        }
        return csv;
    }

    /// With its own line end, which `readLine` would drop.
    private static String line(Reader reader) throws IOException {
        var line = new StringBuilder();
        for (var c = reader.read(); c >= 0; c = reader.read()) {
            line.append((char) c);
            if (c == '\n') {
                break;
            }
        }
        return line.toString();
    }

    private void moveObjects(Path images) throws IOException {
        try (var batches = Files.newDirectoryStream(new Folders(work()).objects())) {
            for (var batch : batches) {
                try (var pictures = Files.newDirectoryStream(batch, Files::isRegularFile)) {
                    for (var picture : pictures) {
                        Files.move(
                                picture,
                                images.resolve(picture.getFileName()),
                                StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }
}
