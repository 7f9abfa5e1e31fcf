package org.imgmill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.imgmill.links.Links;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStorageTest extends StorageContract {

    private static final String KEY = "00112233445566778899aabbccddeeff/1-0.jpg";

    @TempDir Path folder;

    private Storage storage;

    @BeforeEach
    void open() throws IOException {
        storage = new DiskStorage(folder, Links.startingWith("http://localhost:8080"), 0);
    }

    @Override
    Storage storage() {
        return storage;
    }

    @Test
    void anOutputIsLinkedThroughThisServer() {
        assertThat(storage.link(KEY)).isEqualTo("http://localhost:8080/files/" + KEY);
    }

    @Test
    void outputsAreNotForEverybodyOnTheMachine() throws IOException {
        storage.put(KEY, bytes(1), "image/jpeg");

        var file = folder.resolve(KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        for (var of : new Path[] {file.getParent(), folder.resolve("arriving")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(of)))
                    .isEqualTo("rwxr-x---");
        }
    }

    @Test
    void whatAKilledServerLeftHalfWrittenIsSweptAtTheNextStart() throws IOException {
        var leftover = Files.writeString(folder.resolve("arriving/leftover"), "half");
        Files.setLastModifiedTime(
                leftover, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        var young = Files.writeString(folder.resolve("arriving/of-another-node"), "half");

        open();

        assertThat(leftover).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void twoNodesMayShareAFolder() throws IOException {
        var other = new DiskStorage(folder, Links.startingWith("http://localhost:8081"), 0);
        for (int i = 0; i < 10; i++) {
            storage.put(KEY, bytes(i), "image/jpeg");
            other.put(KEY, bytes(i + 1), "image/jpeg");
        }

        assertThat(storage.read(KEY)).hasValue(bytes(10));
        assertThat(folder.resolve("arriving")).isEmptyDirectory();
    }

    @Test
    void nothingIsStoredWhereTheReserveWouldBeUsedUp() throws IOException {
        var full =
                new DiskStorage(
                        folder, Links.startingWith("http://localhost:8080"), Long.MAX_VALUE / 2);

        assertThatThrownBy(() -> full.put(KEY, bytes(10), "image/jpeg"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("are free where outputs are stored");
        assertThatThrownBy(full::check).isInstanceOf(IOException.class);
        assertThat(full.read(KEY)).isEmpty();
    }

    @Test
    void aPutThatFailsLeavesNothingBehind() throws IOException {
        // A file where the batch's folder belongs: the last step of a put cannot be done.
        Files.writeString(folder.resolve(KEY.substring(0, 32)), "in the way");

        assertThatThrownBy(() -> storage.put(KEY, bytes(10), "image/jpeg"))
                .isInstanceOf(IOException.class);
        assertThat(folder.resolve("arriving")).isEmptyDirectory();
    }
}
