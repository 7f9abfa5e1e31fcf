package org.imgmill.transcode.pool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imgmill.transcode.TranscodeLimits;
import org.imgmill.transcode.child.Child;
import org.jspecify.annotations.Nullable;

/// The files a child needs as files: libvips, and its classes, which may lie in a jar within a jar.
///
/// @param temporary what has to be deleted in the end; null when the directory is the caller's
public record Unpacked(Path directory, Path library, String classPath, @Nullable Path temporary) {

    private static final String PACKED = "/org/imgmill/transcode/native/";
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    public static Unpacked in(TranscodeLimits limits) {
        try {
            Path given = limits.directory();
            Path directory =
                    given == null
                            ? Files.createTempDirectory("imgmill-transcode")
                            : Files.createDirectories(given.toAbsolutePath());
            URL classes = Child.class.getProtectionDomain().getCodeSource().getLocation();
            return new Unpacked(
                    directory,
                    library(limits.libvips(), directory),
                    classPath(classes, directory).toString(),
                    given == null ? directory : null);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the parts of a child cannot be unpacked: " + e, e);
        }
    }

    private static Path library(@Nullable Path given, Path directory)
            throws IOException, URISyntaxException {
        if (given != null) {
            if (!Files.isReadable(given)) {
                throw new IllegalStateException("there is no libvips at " + given);
            }
            return given.toAbsolutePath();
        }
        URL packed = Unpacked.class.getResource(PACKED + platform() + "/libvips");
        if (packed == null) {
            throw new IllegalStateException(
                    "no libvips is packed for "
                            + platform()
                            + "; name the path of one that is installed");
        }
        return file(packed, directory);
    }

    static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (os.contains("mac") ? "darwin" : "linux")
                + (arch.equals("aarch64") ? "-arm64" : "-x64");
    }

    /// The entry of a jar as a file, which is named by its checksum and found again next time.
    static Path file(URL packed, Path directory) throws IOException, URISyntaxException {
        if (packed.openConnection() instanceof JarURLConnection jar) {
            JarEntry entry = jar.getJarEntry();
            Path file = directory.resolve("libvips-%08x".formatted(entry.getCrc()));
            if (!Files.exists(file) || Files.size(file) != entry.getSize()) {
                deleteAll(directory, "libvips-*");
                try (InputStream in = jar.getInputStream()) {
                    write(in.readAllBytes(), file);
                }
            }
            return file;
        }
        return Path.of(new URI(packed.toString()));
    }

    /// A folder or a jar as it is; of a jar within a jar, our classes in a small jar of their own.
    static Path classPath(URL source, Path directory) throws IOException, URISyntaxException {
        if (!(source.openConnection() instanceof JarURLConnection nested)) {
            return Path.of(new URI(source.toString()));
        }
        nested.setUseCaches(false);
        byte[] classes;
        try (JarFile jar = nested.getJarFile()) {
            classes = classesOf(jar);
        }
        var checksum = new CRC32();
        checksum.update(classes);
        Path file = directory.resolve("child-%08x.jar".formatted(checksum.getValue()));
        if (!Files.exists(file)) {
            deleteAll(directory, "child-*.jar");
            write(classes, file);
        }
        return file;
    }

    /// The same bytes for the same classes, every time.
    private static byte[] classesOf(JarFile jar) throws IOException {
        List<JarEntry> entries =
                jar.stream()
                        .filter(entry -> entry.getName().endsWith(".class"))
                        .sorted(Comparator.comparing(JarEntry::getName))
                        .toList();
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (JarEntry entry : entries) {
                var copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(NO_TIME);
                out.putNextEntry(copy);
                try (InputStream in = jar.getInputStream(entry)) {
                    in.transferTo(out);
                }
            }
        }
        return bytes.toByteArray();
    }

    /// What an earlier version unpacked; children that still run keep what they have open.
    private static void deleteAll(Path directory, String names) throws IOException {
        try (var old = Files.newDirectoryStream(directory, names)) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    /// A crash leaves no half of a file under the name of a whole one.
    private static void write(byte[] bytes, Path file) throws IOException {
        Path whole = Files.createTempFile(file.getParent(), "unpacking", null);
        try {
            Files.write(whole, bytes);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /// Deletes what was unpacked into a temporary place.
    public void delete() {
        if (temporary == null) {
            return;
        }
        try {
            deleteAll(temporary, "*");
            Files.delete(temporary);
        } catch (IOException e) {
            System.getLogger(Unpacked.class.getName())
                    .log(System.Logger.Level.WARNING, "left behind: " + temporary, e);
        }
    }
}
