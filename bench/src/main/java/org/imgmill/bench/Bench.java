package org.imgmill.bench;

import java.io.IOException;
import java.nio.file.Path;

/// Where `./imgmill bench` starts.
public final class Bench {

    private static final String USAGE =
            """
            usage: bench jpeg [--rounds=15] [--photos=../shared/photos] [--peers=../shared/peers]

            jpeg   JPEG to JPEG at quality 50, beside sharp and libjpeg-turbo: CPU, bytes, quality
            """;

    public static void main(String... args) throws IOException, InterruptedException {
        if (args.length == 0 || !args[0].equals("jpeg")) {
            System.err.print(USAGE);
            System.exit(2);
        }
        new JpegBench(
                        Path.of(option(args, "photos", "../shared/photos")),
                        Path.of(option(args, "peers", "../shared/peers")),
                        Integer.parseInt(option(args, "rounds", "15")))
                .run();
    }

    private static String option(String[] args, String name, String otherwise) {
        String prefix = "--" + name + "=";
        for (String arg : args) {
            if (arg.startsWith(prefix)) {
                return arg.substring(prefix.length());
            }
        }
        return otherwise;
    }

    private Bench() {}
}
