package org.imgmill.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Strangers who say how much a JPEG looks like its original, in a Node process.
final class Judge implements AutoCloseable {

    /// @param ssimulacra2 100: as the original; 70 is high, 50 medium
    /// @param butteraugli the 3-norm, 0: as the original; NaN where the program is not installed
    record Verdict(double ssimulacra2, double butteraugli) {}

    private final Process node;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    Judge() throws IOException, InterruptedException {
        Peers.install();
        node = Peers.start("node", "judge.js");
        requests = node.outputWriter();
        answers = node.inputReader();
    }

    Verdict of(Photo photo, byte[] output, boolean butteraugli) throws IOException {
        Path file = Files.createTempFile("judged", ".jpg");
        try {
            Files.write(file, output);
            String norm = butteraugli ? "1" : "0";
            requests.write(photo.file().toAbsolutePath() + "\t" + file + "\t" + norm + "\n");
            requests.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("the judge ended at " + photo.name());
            }
            String[] words = answer.split(" ", 2);
            return new Verdict(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() throws IOException {
        requests.close();
        answers.close();
        node.destroy();
    }
}
