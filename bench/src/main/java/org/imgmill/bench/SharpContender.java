package org.imgmill.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// sharp with `jpeg({quality})`, one thread, in a Node process that measures itself.
final class SharpContender implements Contender {

    private final Process node;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private final int quality;
    private final boolean mozjpeg;

    /// At quality 50, as sharp does by default otherwise.
    SharpContender() throws IOException, InterruptedException {
        this(50, false);
    }

    SharpContender(int quality, boolean mozjpeg) throws IOException, InterruptedException {
        this.quality = quality;
        this.mozjpeg = mozjpeg;
        Peers.install();
        node = Peers.start("node", "sharp.js");
        requests = node.outputWriter();
        answers = node.inputReader();
    }

    @Override
    public String name() {
        return mozjpeg ? "mozjpeg" : "sharp";
    }

    @Override
    public double milliseconds(Photo photo) throws IOException {
        return milliseconds(photo, 0);
    }

    /// @param width of the output; 0: as wide as it is
    double milliseconds(Photo photo, int width) throws IOException {
        return Double.parseDouble(ask(photo, "", width).split(" ", 2)[0]) / 1000;
    }

    @Override
    public byte[] output(Photo photo) throws IOException {
        return output(photo, 0);
    }

    byte[] output(Photo photo, int width) throws IOException {
        Path file = Files.createTempFile("sharp", ".jpg");
        try {
            ask(photo, file.toString(), width);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    private String ask(Photo photo, String to, int width) throws IOException {
        String words = photo.file().toAbsolutePath() + "\t" + to + "\t" + width;
        requests.write(words + "\t" + quality + "\t" + (mozjpeg ? "mozjpeg" : "") + "\n");
        requests.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("sharp ended at " + photo.name());
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        requests.close();
        answers.close();
        node.destroy();
    }
}
