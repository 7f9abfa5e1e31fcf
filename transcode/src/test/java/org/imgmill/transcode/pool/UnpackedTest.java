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
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
    void aFolderOrAPlainJarIsUsedWhereItIs() throws Exception {
        Path jar = jar();

        assertThat(Unpacked.classPath(jar.toUri().toURL(), directory)).isEqualTo(jar);
        assertThat(Unpacked.classPath(directory.toUri().toURL(), directory)).isEqualTo(directory);
    }

    @Test
    void aLibraryWithinAJarIsUnpackedOnceAndWhenDamaged() throws Exception {
        URL packed = within(jar(), "native/libvips");

        Path old = Files.writeString(directory.resolve("libvips-00000000"), "of an old version");
        Path library = Unpacked.file(packed, directory);
        assertThat(old).doesNotExist();
        Files.writeString(library, "half");
        Path again = Unpacked.file(packed, directory);

        assertThat(again).isEqualTo(library).hasContent("native/libvips");
        assertThat(directory).isDirectoryNotContaining("glob:**unpacking*");
    }
}
