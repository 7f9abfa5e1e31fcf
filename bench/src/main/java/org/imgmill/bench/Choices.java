package org.imgmill.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Tables of what the settings give that encoders of libvips leave to us.
final class Choices {

    private Choices() {}

    /// @param format empty: all
    static void run(Path photos, String format) throws IOException, InterruptedException {
        Peers.install();
        var command =
                new ArrayList<>(List.of("node", "choices.mjs", photos.toAbsolutePath().toString()));
        if (!format.isEmpty()) {
            command.add(format);
        }
        int status =
                new ProcessBuilder(command)
                        .directory(Peers.FOLDER.toFile())
                        .inheritIO()
                        .start()
                        .waitFor();
        if (status != 0) {
            throw new IOException("choices.mjs ended with " + status);
        }
    }
}
