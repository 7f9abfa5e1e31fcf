package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    private static final long MOST = 100 << 20;

    @TempDir private Path folder;

    @Test
    void namesLeadNowhereButBelow() throws IOException {
        Path zip =
                zip(
                        StandardCharsets.UTF_8,
                        "../../etc/passwd.jpg",
                        "C:\\Users\\me\\a.jpg",
                        "/abs/b.jpg",
                        "ok/./c\u0007d.jpg",
                        "..",
                        "folder/",
                        "__MACOSX/ok/._c.jpg",
                        "ok/.DS_Store",
                        "Thumbs.db");

        try (var archive = Archive.open(zip, MOST)) {
            assertThat(paths(archive))
                    .containsExactly(
                            "etc/passwd.jpg",
                            "Users/me/a.jpg",
                            "abs/b.jpg",
                            "ok/c_d.jpg",
                            "unnamed");
        }
        assertThat(Archive.below("x/".repeat(600) + "end.jpg")).hasSize(1_000).endsWith("/end.jpg");
    }

    @Test
    void namesThatWindowsWroteAreRead() throws IOException {
        Path zip = zip(Charset.forName("IBM437"), "K\u00fcche.jpg");

        try (var archive = Archive.open(zip, MOST)) {
            assertThat(paths(archive)).containsExactly("K\u00fcche.jpg");
        }
    }

    @Test
    void aFileThatUnpacksToNoEndIsRefused() throws IOException {
        Path bomb = folder.resolve("bomb.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("a.jpg"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 40; i++) {
                zip.write(zeros);
            }
        }
        try (var archive = Archive.open(bomb, MOST);
                var in = archive.open(0)) {
            assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("200 times");
        }
        try (var archive = Archive.open(bomb, 1 << 20);
                var in = archive.open(0)) {
            assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reading().isTooLarge()).isTrue());
        }
    }

    @Test
    void moreFilesThanSixteenBitsCountAreRead() throws IOException {
        Path many = folder.resolve("many.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(many))) {
            zip.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i < 70_000; i++) {
                var entry = new ZipEntry(i + ".jpg");
                entry.setSize(0);
                entry.setCrc(new CRC32().getValue());
                zip.putNextEntry(entry);
            }
        }

        try (var archive = Archive.open(many, MOST)) {
            assertThat(archive.count()).isEqualTo(70_000);
        }
    }

    @Test
    void whatIsDamagedIsRefused() throws IOException {
        byte[] zip = Files.readAllBytes(zip(StandardCharsets.UTF_8, "a.jpg", "b.jpg"));
        for (int length : new int[] {4, 30, zip.length - 1}) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(zip, length));
            assertThatThrownBy(() -> Archive.open(cut, MOST))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("damaged or cut off");
        }
    }

    private static List<String> paths(Archive archive) {
        var paths = new ArrayList<String>();
        for (int i = 0; i < archive.count(); i++) {
            paths.add(archive.path(i));
        }
        return paths;
    }

    private Path zip(Charset charset, String... names) throws IOException {
        Path file = folder.resolve("archive.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file), charset)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    zip.write(name.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return file;
    }
}
