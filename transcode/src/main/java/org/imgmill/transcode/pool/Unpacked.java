package org.imgmill.transcode.pool;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import org.imgmill.transcode.TranscodeLimits;
import org.jspecify.annotations.Nullable;

/// The files a child needs as files: libvips, and its classes, which may lie in a jar within a jar.
///
/// @param temporary what has to be deleted in the end; null when the directory is the caller's
public record Unpacked(Path directory, Path library, String classPath, @Nullable Path temporary) {

    private static final String PACKED = "/org/imgmill/transcode/native/";

    /// For builds that unpack once for all data directories, perhaps as another user than the one
    /// that will run the server.
    public static void main(String[] args) {
        in(TranscodeLimits.DEFAULT.withDirectory(Path.of(args[0])));
    }

    /// While they are in use, their folder cannot be written by the user who runs this.
    public static Unpacked in(TranscodeLimits limits) {
        try {
            Path given = limits.directory();
            if (given != null) {
                return into(Files.createDirectories(given.toAbsolutePath()), null, limits);
            }
            Path temporary = Files.createTempDirectory("imgmill-transcode");
            try {
                return into(temporary, temporary, limits);
            } catch (IOException | URISyntaxException | RuntimeException e) {
                deleteAll(temporary, "*");
                Files.delete(temporary);
                throw e;
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the parts of a child cannot be unpacked: " + e, e);
        }
    }

    private static Unpacked into(Path directory, @Nullable Path temporary, TranscodeLimits limits)
            throws IOException, URISyntaxException {
        permit(directory, "rwxr-xr-x");
        URL classes = Unpacked.class.getProtectionDomain().getCodeSource().getLocation();
        var unpacked =
                new Unpacked(
                        directory,
                        library(limits.libvips(), directory),
                        classPath(classes, directory).toString(),
                        temporary);
        permit(directory, "r-xr-xr-x");
        return unpacked;
    }

    /// Does nothing where the file is another user's, who decides who may write to it, or where its
    /// file system has no such permissions.
    private static void permit(Path path, String permissions) throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null && isOurs(path)) {
            view.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }

    private static boolean isOurs(Path path) throws IOException {
        return Files.getOwner(path).getName().equals(System.getProperty("user.name"));
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
            if (!Files.exists(file) || checksum(Files.readAllBytes(file)) != entry.getCrc()) {
                deleteAll(directory, "libvips-*");
                try (InputStream in = jar.getInputStream()) {
                    write(in.readAllBytes(), file);
                }
            }
            return file;
        }
        return Path.of(new URI(packed.toString()));
    }

    /// A jar as it is; for a folder or a jar within a jar, a small jar of our classes: a confined
    /// child opens no file, and a jar is open from the start.
    static Path classPath(URL source, Path directory) throws IOException, URISyntaxException {
        byte[] classes;
        if (source.openConnection() instanceof JarURLConnection nested) {
            nested.setUseCaches(false);
            try (JarFile jar = nested.getJarFile()) {
                classes = ClassesJar.of(jar);
            }
        } else {
            Path path = Path.of(new URI(source.toString()));
            if (!Files.isDirectory(path)) {
                return path;
            }
            classes = ClassesJar.of(path);
        }
        Path file = directory.resolve("child-%08x.jar".formatted(checksum(classes)));
        if (!Files.exists(file) || checksum(Files.readAllBytes(file)) != checksum(classes)) {
            deleteAll(directory, "child-*.jar");
            write(classes, file);
        }
        return file;
    }

    private static long checksum(byte[] bytes) {
        var checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    /// Deletes what an earlier version unpacked; running children keep what they have open.
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
            permit(whole, "r--r--r--");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /// Deletes what was unpacked into a temporary place; all else is made writable, so that it can
    /// be deleted.
    public void delete() {
        try {
            permit(directory, "rwxr-xr-x");
            if (temporary != null) {
                deleteAll(temporary, "*");
                Files.delete(temporary);
            }
        } catch (IOException e) {
            System.getLogger(Unpacked.class.getName())
                    .log(System.Logger.Level.WARNING, "left behind: " + directory, e);
        }
    }
}
