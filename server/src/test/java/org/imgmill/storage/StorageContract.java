package org.imgmill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every storage promises, whatever it is made of.
///
/// Long: one list of promises for disks and buckets.
abstract class StorageContract {

    private static final String TOKEN = "00112233445566778899aabbccddeeff";
    private static final String OTHER = "ffeeddccbbaa99887766554433221100";
    private static final String KEY = TOKEN + "/1-0.jpg";

    abstract Storage storage();

    @Test
    void whatWasPutIsReadBackByteForByte() throws IOException {
        for (int length : new int[] {0, 1, 4096, 3 * 1024 * 1024 + 7}) {
            var bytes = bytes(length);
            storage().put(KEY, bytes, "image/jpeg");
            storage().settle();

            assertThat(storage().read(KEY)).hasValue(bytes);
            var opened = storage().open(KEY).orElseThrow();
            assertThat(opened.contentLength()).isEqualTo(length);
            assertThat(opened.getContentAsByteArray()).isEqualTo(bytes);
        }
    }

    @Test
    void aFileIsStoredByteForByteToo(@TempDir Path folder) throws IOException {
        for (int length : new int[] {0, 1, 3 * 1024 * 1024 + 7}) {
            var bytes = bytes(length);
            storage().put(KEY, Files.write(folder.resolve("file"), bytes), "image/jpeg");
            storage().settle();

            assertThat(storage().read(KEY)).hasValue(bytes);
        }
    }

    @Test
    void anOpenedObjectCanBeReadFromTheMiddleAndMoreThanOnce() throws IOException {
        var bytes = bytes(100_000);
        storage().put(KEY, bytes, "image/jpeg");

        var opened = storage().open(KEY).orElseThrow();
        for (int time = 0; time < 2; time++) {
            try (var in = opened.getInputStream()) {
                in.skipNBytes(60_000);
                assertThat(in.readNBytes(100)).isEqualTo(Arrays.copyOfRange(bytes, 60_000, 60_100));
            }
        }
    }

    @Test
    void anOpenedObjectKnowsWhenItWasStored() throws IOException {
        long before = System.currentTimeMillis() / 1000 * 1000;
        storage().put(KEY, bytes(10), "image/jpeg");

        assertThat(storage().open(KEY).orElseThrow().lastModified())
                .isBetween(before, System.currentTimeMillis() + 1000);
    }

    @Test
    void aSecondPutOfAKeyReplacesTheFirst() throws IOException {
        storage().put(KEY, bytes(5000), "image/jpeg");
        storage().put(KEY, bytes(70), "image/jpeg");

        assertThat(storage().read(KEY)).hasValue(bytes(70));
    }

    @Test
    void aReaderNeverSeesHalfAnObjectWhileItIsReplaced() throws Exception {
        var small = bytes(1_000);
        var large = bytes(600_000);
        storage().put(KEY, small, "image/jpeg");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer =
                    threads.submit(
                            () -> {
                                for (int i = 0; i < 20; i++) {
                                    storage().put(KEY, i % 2 == 0 ? large : small, "image/jpeg");
                                }
                                return null;
                            });
            while (!writer.isDone()) {
                var read = storage().read(KEY).orElseThrow();
                assertThat(Arrays.equals(read, read.length < large.length ? small : large))
                        .as("the %d bytes read are all of one object", read.length)
                        .isTrue();
            }
            writer.get();
        }
    }

    @Test
    void manyPutsAtOnceAllArrive() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var puts =
                    IntStream.range(0, 200)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    () -> {
                                                        storage()
                                                                .put(
                                                                        TOKEN + "/" + i + "-0.png",
                                                                        bytes(i),
                                                                        "image/png");
                                                        return null;
                                                    }))
                            .toList();
            for (var put : puts) {
                put.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a put failed", e);
        }
        for (int i = 0; i < 200; i++) {
            assertThat(storage().read(TOKEN + "/" + i + "-0.png")).hasValue(bytes(i));
        }
    }

    @Test
    void whatIsNotThereIsEmptyAndNoError() throws IOException {
        assertThat(storage().open(TOKEN + "/9-9.webp")).isEmpty();
        assertThat(storage().read(TOKEN + "/9-9.webp")).isEmpty();
        storage().delete(TOKEN + "/9-9.webp");
        assertThat(storage().deleteSome(OTHER, 10)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "../secret",
                TOKEN,
                TOKEN + "/",
                TOKEN + "/../../etc/passwd",
                TOKEN + "/1-0.jpg/",
                TOKEN + "/1-0.jpg\0",
                TOKEN + "/a b.jpg",
                TOKEN + "/.a.jpg",
                TOKEN + "/a//b.jpg",
                TOKEN + "/a/../b.jpg",
                TOKEN + "/u\u0308.jpg",
                TOKEN + "/a%2Fb.jpg",
                "arriving/1",
                "probe",
                "00112233445566778899AABBCCDDEEFF/1-0.jpg"
            })
    void aKeyThatWeNeverMakeIsNeverLookedUpAndNeverWritten(String key) throws IOException {
        assertThat(storage().open(key)).isEmpty();
        assertThat(storage().read(key)).isEmpty();
        assertThatThrownBy(() -> storage().put(key, bytes(1), "image/jpeg"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage().delete(key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage().deleteSome(key + "*", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theObjectsOfABatchGoInStepsAndThoseOfOthersStay() throws IOException {
        storage().deleteSome(TOKEN, 1000);
        for (int i = 0; i < 25; i++) {
            storage().put(TOKEN + "/" + i + "-0.jpg", bytes(10), "image/jpeg");
        }
        storage().put(OTHER + "/1-0.jpg", bytes(10), "image/jpeg");

        assertThat(storage().deleteSome(TOKEN, 10)).isEqualTo(10);
        assertThat(storage().deleteSome(TOKEN, 10)).isEqualTo(10);
        assertThat(storage().deleteSome(TOKEN, 10)).isEqualTo(5);
        assertThat(storage().deleteSome(TOKEN, 10)).isZero();
        assertThat(storage().read(TOKEN + "/1-0.jpg")).isEmpty();
        assertThat(storage().read(OTHER + "/1-0.jpg")).isPresent();
    }

    @Test
    void allObjectsOfABatchGoButThoseThatAreToStay() throws IOException {
        storage().deleteSome(TOKEN, 1000);
        var stays = TOKEN + "/thumb/Größe-2.jpg";
        for (int i = 0; i < 25; i++) {
            storage().put(TOKEN + "/thumb/Größe-" + i + ".jpg", bytes(10), "image/jpeg");
        }

        assertThat(storage().deleteAllBut(TOKEN, stays::equals)).isEqualTo(24);
        assertThat(storage().deleteAllBut(TOKEN, stays::equals)).isZero();

        assertThat(storage().read(stays)).isPresent();
        assertThat(storage().read(TOKEN + "/thumb/Größe-1.jpg")).isEmpty();
        assertThat(storage().deleteAllBut(TOKEN, _ -> false)).isEqualTo(1);
        assertThat(storage().deleteSome(TOKEN, 10)).isZero();
    }

    @Test
    void anObjectMayHaveANameInAnyScriptAndFolders() throws IOException {
        storage().deleteSome(TOKEN, 1000);
        var names = List.of("Größe/杯-1.jpg", "a/b/c.jpg", "a/b.jpg", "字".repeat(20) + ".webp");
        for (int i = 0; i < names.size(); i++) {
            storage().put(TOKEN + "/" + names.get(i), bytes(100 + i), "image/jpeg");
        }

        for (int i = 0; i < names.size(); i++) {
            assertThat(storage().read(TOKEN + "/" + names.get(i))).hasValue(bytes(100 + i));
            assertThat(storage().link(TOKEN + "/" + names.get(i))).matches("[!-~]+");
        }
        assertThat(storage().deleteSome(TOKEN, 1000)).isEqualTo(names.size());
        assertThat(storage().read(TOKEN + "/a/b.jpg")).isEmpty();
    }

    @Test
    void oneObjectGoesAlone() throws IOException {
        storage().put(TOKEN + "/1-0.jpg", bytes(10), "image/jpeg");
        storage().put(TOKEN + "/2-0.jpg", bytes(10), "image/jpeg");

        storage().delete(TOKEN + "/1-0.jpg");

        assertThat(storage().read(TOKEN + "/1-0.jpg")).isEmpty();
        assertThat(storage().read(TOKEN + "/2-0.jpg")).isPresent();
    }

    @Test
    void theCheckPassesWhereObjectsCanBeStoredAndLeavesNoneBehind() throws IOException {
        storage().deleteSome(TOKEN, 1000);
        storage().check();

        assertThat(storage().deleteSome(TOKEN, 1000)).isZero();
    }

    @Test
    void thereIsRoom() throws IOException {
        assertThat(storage().freeBytes()).isPositive();
    }

    @Test
    void everyKeyHasALinkOfItsOwn() {
        assertThat(storage().link(KEY)).startsWith("http").contains(KEY);
        assertThat(storage().link(OTHER + "/1-0.jpg")).isNotEqualTo(storage().link(KEY));
    }

    static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
