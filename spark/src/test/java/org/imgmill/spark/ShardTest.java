package org.imgmill.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.imgmill.transcode.ImageFormat;
import org.imgmill.transcode.Transcoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardTest {

    @TempDir Path folder;

    @Test
    void gnuTarOpensAShardAndOffsetsPointAtBytesWithTheirHash() throws Exception {
        Path tar = folder.resolve("a.tar");
        var settings = SettingsTest.settings(Map.of("to", folder.toString()));
        try (var shard = new Shard(Files.newOutputStream(tar), tar.toString())) {
            for (int size : new int[] {0, 1, 511, 512, 513, 100_000}) {
                byte[] bytes = new byte[size];
                Arrays.fill(bytes, (byte) size);
                shard.add(ending(settings, "http://shop.example/" + size, bytes), bytes);
            }
            var endings = shard.finish();
            byte[] whole = Files.readAllBytes(tar);
            for (Ending ending : endings) {
                int at = Math.toIntExact(Objects.requireNonNull(ending.offset()));
                int length = Math.toIntExact(Objects.requireNonNull(ending.length()));
                assertThat(Shard.sha256(Arrays.copyOfRange(whole, at, at + length)))
                        .isEqualTo(ending.sha256());
            }
            assertThat(endings).hasSize(6).allSatisfy(e -> assertThat(e.shard()).contains("a.tar"));
        }

        var list = new ProcessBuilder("tar", "-tvf", tar.toString()).redirectErrorStream(true);
        var process = list.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines()).hasSize(12);
        assertThat(said).contains(" 100000 ").contains(".jpg").contains(".json");
    }

    private static Ending ending(Settings settings, String url, byte[] bytes) {
        var image = new PlannedImage(settings.key(url), url, "shop.example");
        var done =
                new Transcoded.Done(bytes, ImageFormat.JPEG, 10, 20, Transcoded.Codec.REQUANTISER);
        return Ending.stored(settings, image, done, 1234, 5);
    }
}
