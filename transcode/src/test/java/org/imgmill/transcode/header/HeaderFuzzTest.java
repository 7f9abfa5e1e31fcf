package org.imgmill.transcode.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Whatever bytes come, reading a header ends in an answer: it never throws, loops or believes a
/// length.
///
/// `-Dfuzz.rounds=` makes it go on for longer.
class HeaderFuzzTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 2_000);

    @Test
    void everyMutantOfEveryFileIsAnswered() throws IOException {
        var random = new Random(20261120);
        for (var seed : seeds()) {
            for (int round = 0; round < ROUNDS; round++) {
                var mutant = mutate(seed, random);
                int length =
                        random.nextInt(4) == 0 ? random.nextInt(mutant.length + 1) : mutant.length;

                assertThat(Headers.read(mutant, length)).isNotNull();
            }
        }
    }

    private static byte[] mutate(byte[] seed, Random random) {
        var mutant = seed.clone();
        int reach = Math.min(mutant.length, 400);
        for (int i = random.nextInt(8); i >= 0 && reach > 0; i--) {
            int at = random.nextInt(reach);
            mutant[at] =
                    switch (random.nextInt(4)) {
                        case 0 -> (byte) 0xFF;
                        case 1 -> 0;
                        case 2 -> (byte) (mutant[at] ^ 1 << random.nextInt(8));
                        default -> (byte) random.nextInt();
                    };
        }
        return mutant;
    }

    /// Files of every kind that the JDK writes, and the collection of hostile ones where it is
    /// there.
    private static List<byte[]> seeds() throws IOException {
        var seeds = new ArrayList<byte[]>();
        for (var format : new String[] {"jpeg", "png", "gif", "tiff", "bmp"}) {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, bytes);
            seeds.add(bytes.toByteArray());
        }
        var collection = Path.of("../../shared/hostile");
        for (var folder : new String[] {"webp", "avif_heic", "apng", "tiff"}) {
            if (Files.isDirectory(collection.resolve(folder))) {
                try (var files = Files.list(collection.resolve(folder))) {
                    for (var file :
                            files.filter(Files::isRegularFile).sorted().limit(20).toList()) {
                        seeds.add(Files.readAllBytes(file));
                    }
                }
            }
        }
        return seeds;
    }
}
