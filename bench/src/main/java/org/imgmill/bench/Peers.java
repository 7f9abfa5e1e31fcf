package org.imgmill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The rivals that come from npm, installed when they are first needed.
final class Peers {

    static final Path FOLDER = Path.of("bench/peers");

    private Peers() {}

    static void install() throws IOException, InterruptedException {
        if (Files.isDirectory(FOLDER.resolve("node_modules/sharp"))
                && Files.isDirectory(FOLDER.resolve("node_modules/calc-s2-rust"))) {
            return;
        }
        int status = start("npm", "ci", "--no-audit", "--no-fund").waitFor();
        if (status != 0) {
            throw new IOException("npm ci in " + FOLDER + " ended with " + status);
        }
    }

    /// A process in the rivals' folder, whose complaints are seen.
    static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
