package org.imgmill.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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
        var settings = SettingsTest.settings(Map.of("to", folder.toString()));
        String said = shard(settings, List.of(0, 1, 511, 512, 513, 100_000));

        assertThat(said.lines()).hasSize(12);
        assertThat(said).contains(" 100000 ").contains(".jpg").contains(".json");
    }

    @Test
    void severalOutputsOfAnImageStandBesideItsJsonAndTheLongestNameFits() throws Exception {
        String longest = "a".repeat(Shard.LONGEST_OUTPUT);
        var settings =
                SettingsTest.settings(
                        Map.of(
                                "to",
                                folder.toString(),
                                "outputs",
                                "[{\"name\":\"thumb\"},{\"name\":\"%s\"}]".formatted(longest)));
        String said = shard(settings, List.of(100, 2000));

        assertThat(said.lines()).hasSize(6);
        var key = settings.key("http://shop.example/2000");
        assertThat(said)
                .containsSubsequence(
                        key + ".thumb.jpg\n", key + "." + longest + ".jpg\n", key + ".json\n");
    }

    /// @return what GNU tar says of a shard with images of these sizes
    private String shard(Settings settings, List<Integer> sizes) throws Exception {
        Path tar = folder.resolve("a.tar");
        try (var shard = new Shard(Files.newOutputStream(tar), tar.toString())) {
            for (int size : sizes) {
                byte[] bytes = new byte[size];
                Arrays.fill(bytes, (byte) size);
                var each = Collections.nCopies(settings.outputs().size(), bytes);
                shard.add(ending(settings, "http://shop.example/" + size, bytes), each);
            }
            assertThat(shard.outputs()).isEqualTo(sizes.size() * settings.outputs().size());
            var endings = shard.finish();
            assertThat(endings).hasSameSizeAs(sizes);
            byte[] whole = Files.readAllBytes(tar);
            for (OutputEnding ending :
                    endings.stream().flatMap(e -> e.outputs().stream()).toList()) {
                int at = Math.toIntExact(Objects.requireNonNull(ending.offset()));
                int length = Math.toIntExact(Objects.requireNonNull(ending.length()));
                assertThat(Shard.sha256(Arrays.copyOfRange(whole, at, at + length)))
                        .isEqualTo(ending.sha256());
                assertThat(ending.shard()).contains("a.tar");
            }
        }
        var list = new ProcessBuilder("tar", "-tvf", tar.toString()).redirectErrorStream(true);
        var process = list.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static Ending ending(Settings settings, String url, byte[] bytes) {
        var image = new PlannedImage(settings.key(url), url, "shop.example", null);
        var done =
                new Transcoded.Done(bytes, ImageFormat.JPEG, 10, 20, Transcoded.Codec.REQUANTISER);
        var each =
                settings.outputs().stream()
                        .map(output -> OutputEnding.stored(output.name(), done))
                        .toList();
        return Ending.of(settings, image, each, 1234L, 5);
    }
}
