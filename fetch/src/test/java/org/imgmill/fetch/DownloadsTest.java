package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadsTest {

    static final byte[] IMAGE = "not an image, but as good as one".getBytes(StandardCharsets.UTF_8);

    private final Origin origin = Origin.start();
    private Path temporary;
    private Door door;

    @BeforeEach
    void open(@TempDir Path folder) {
        temporary = folder.resolve("tmp");
        door = Door.in(temporary).allowingLoopback().open();
    }

    @AfterEach
    void close() {
        door.close();
        origin.close();
    }

    @Test
    void aBodyThatOurOwnDiskDoesNotTakeIsNoFaultOfTheHost() throws Exception {
        origin.serve("/large", bytes(3_000_000));
        Files.delete(temporary);

        assertThat(door.downloads().fetch(origin.url("/large")))
                .isInstanceOf(Download.NotKept.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8192, 65536, 65537, 1048576, 1048577, 3000000})
    void bringsBodiesOfAnySize(int size) throws InterruptedException {
        byte[] bytes = bytes(size);
        origin.serve("/known", bytes)
                .play("/chunked", Parts.chunked(bytes))
                .play("/until-close", Parts.untilClose(bytes));

        assertThat(body("/known")).isEqualTo(bytes);
        assertThat(body("/chunked")).isEqualTo(bytes);
        assertThat(body("/until-close")).isEqualTo(bytes);
    }

    private byte[] body(String path) throws InterruptedException {
        return body(door.downloads().fetch(origin.url(path)));
    }

    static byte[] body(Download download) throws InterruptedException {
        if (download instanceof Download.Complete(var body)) {
            try (body) {
                assertThat(body.bytes()).hasSize((int) body.length());
                return body.bytes();
            }
        }
        throw new AssertionError("not complete: " + download);
    }

    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
