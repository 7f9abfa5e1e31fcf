package org.imgmill.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// libjpeg-turbo in C: decodes and encodes at quality 50 with standard Huffman tables.
final class TurboContender implements Contender {

    private static final String COLUMN = "turbo-q50";
    private static final String RUNS = "3";

    private final Path program;

    /// Compiles the program; fails where there is no compiler or no libjpeg to compile it with.
    TurboContender(Path source) throws IOException, InterruptedException {
        program = Files.createTempFile("libjpeg-bench", "");
        Process compiler =
                new ProcessBuilder(
                                "cc", "-O2", "-o", program.toString(), source.toString(), "-ljpeg")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (compiler.waitFor() != 0) {
            Files.delete(program);
            throw new IOException(said.lines().findFirst().orElse("cc failed"));
        }
    }

    @Override
    public String name() {
        return "libjpeg-turbo";
    }

    @Override
    public double milliseconds(Photo photo) throws IOException, InterruptedException {
        Process run =
                new ProcessBuilder(program.toString(), RUNS, photo.file().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String table = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        run.waitFor();
        List<String[]> rows = table.lines().map(line -> line.trim().split(" +", -1)).toList();
        if (rows.size() < 2) {
            throw new IOException("libjpeg-bench printed no table for " + photo.name());
        }
        int column = Arrays.asList(rows.getFirst()).indexOf(COLUMN);
        return Double.parseDouble(rows.get(1)[column]) * photo.megapixels();
    }

    @Override
    public byte[] output(Photo photo) {
        return new byte[0];
    }

    @Override
    public void close() throws IOException {
        Files.delete(program);
    }
}
