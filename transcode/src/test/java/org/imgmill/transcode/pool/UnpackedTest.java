package org.imgmill.transcode.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imgmill.transcode.TranscodeLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTest {

    @TempDir Path directory;

    private Path jar() throws IOException {
        Path jar = directory.resolve("imgmill.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : new String[] {"org/b/B.class", "org/a/A.class", "native/libvips"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static URL within(Path jar, String entry) throws IOException, URISyntaxException {
        return new URI("jar:" + jar.toUri() + "!/" + entry).toURL();
    }

    @Test
    void classesWithinAJarBecomeAJarThatIsFoundAgain() throws Exception {
        URL source = within(jar(), "");

        Path first = Unpacked.classPath(source, directory);
        FileTime written = Files.getLastModifiedTime(first);
        Path second = Unpacked.classPath(source, directory);

        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second)).isEqualTo(written);
        try (var jar = new JarFile(first.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .containsExactly("org/a/A.class", "org/b/B.class");
        }
    }

    @Test
    void aPlainJarIsUsedWhereItIs() throws Exception {
        Path jar = jar();

        assertThat(Unpacked.classPath(jar.toUri().toURL(), directory)).isEqualTo(jar);
    }

    /// A confined child can open no further file, and classes are read when they are first used.
    @Test
    void theClassesOfAFolderBecomeAJar() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("classes/org/a"));
        Files.writeString(folder.resolve("A.class"), "a class");
        Files.writeString(folder.resolve("notes.txt"), "no class");

        Path made = Unpacked.classPath(directory.resolve("classes").toUri().toURL(), directory);

        try (var jar = new JarFile(made.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName)).containsExactly("org/a/A.class");
        }
    }

    @Test
    void theFolderCannotBeWrittenWhileItsPartsAreInUse() throws Exception {
        var parts = Unpacked.in(TranscodeLimits.DEFAULT.withDirectory(directory.resolve("parts")));
        assertThat(Files.getPosixFilePermissions(parts.directory()))
                .isEqualTo(PosixFilePermissions.fromString("r-xr-xr-x"));

        parts.delete();
        assertThat(Files.getPosixFilePermissions(parts.directory()))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(parts.library()).exists();
    }

    @Test
    void aLibraryWithinAJarIsUnpackedOnceAndWhenDamaged() throws Exception {
        URL packed = within(jar(), "native/libvips");

        Path old = Files.writeString(directory.resolve("libvips-00000000"), "of an old version");
        Path library = Unpacked.file(packed, directory);
        assertThat(old).doesNotExist();
        Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(library, "native/LIBVIPS");
        Path again = Unpacked.file(packed, directory);

        assertThat(again).isEqualTo(library).hasContent("native/libvips");
        assertThat(directory).isDirectoryNotContaining("glob:**unpacking*");
    }
}
