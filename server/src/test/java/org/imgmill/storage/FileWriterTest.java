package org.imgmill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileWriterTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 262_143, 262_144, 262_145, 1_500_001})
    void aFileHoldsWhatWasWrittenToTheByte(int length) throws IOException {
        var bytes = bytes(length);

        writer().write(file(0), bytes);
        new FileWriter.Cached().write(file(1), bytes);

        assertThat(file(0)).hasBinaryContent(bytes);
        assertThat(file(1)).hasBinaryContent(bytes);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theDiskOfThisMachineIsWrittenAroundTheCache() throws IOException {
        assumeThat(Files.getFileStore(folder).type()).isIn("ext4", "xfs", "btrfs");

        assertThat(writer()).isInstanceOf(FileWriter.Direct.class);
    }

    @Test
    void moreFilesThanBuffersAreWrittenSideBySide() throws Exception {
        var writer = writer();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writes =
                    IntStream.range(0, 100)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    () -> {
                                                        writer.write(file(i), bytes(i * 5000));
                                                        return file(i);
                                                    }))
                            .toList();
            for (int i = 0; i < 100; i++) {
                assertThat(writes.get(i).get()).hasBinaryContent(bytes(i * 5000));
            }
        }
    }

    @Test
    void aFileThatExistsIsLeftAsItIs() throws IOException {
        var file = Files.writeString(folder.resolve("output"), "another's");

        assertThatThrownBy(() -> writer().write(file, bytes(10)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("another's");
    }

    @Test
    void aFileSystemWithoutDirectWritesIsWrittenThroughItsCache() throws IOException {
        var archive = folder.resolve("archive.zip");
        try (var zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            var writer = FileWriter.tried(zip.getPath("/probe"));
            writer.write(zip.getPath("/output"), bytes(5000));

            assertThat(writer).isInstanceOf(FileWriter.Cached.class);
            assertThat(Files.readAllBytes(zip.getPath("/output"))).isEqualTo(bytes(5000));
            assertThat(zip.getPath("/probe")).doesNotExist();
        }
    }

    @Test
    void aFolderThatMayOnlyBeReadIsNoReasonNotToStart() throws IOException {
        var archive = folder.resolve("archive.zip");
        FileSystems.newFileSystem(archive, Map.of("create", "true")).close();
        try (var zip = FileSystems.newFileSystem(archive, Map.of("accessMode", "readOnly"))) {
            assertThat(FileWriter.tried(zip.getPath("/probe")))
                    .isInstanceOf(FileWriter.Cached.class);
        }
    }

    private FileWriter writer() throws IOException {
        return FileWriter.tried(folder.resolve("probe"));
    }

    private Path file(int i) {
        return folder.resolve("output-" + i);
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
