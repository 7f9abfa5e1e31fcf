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
import java.util.Locale;
import org.imgmill.transcode.TranscodeLimits;
import org.imgmill.transcode.child.Child;
import org.jspecify.annotations.Nullable;

/// The files a child needs as files: libvips, and classes outside of any jar within a jar.
///
/// @param temporary what has to be deleted in the end; null when the directory is the caller's
public record Unpacked(Path directory, Path library, String classPath, @Nullable Path temporary) {

    public static Unpacked in(TranscodeLimits limits) {
        try {
            Path given = limits.directory();
            Path directory =
                    given == null
                            ? Files.createTempDirectory("imgmill-transcode")
                            : Files.createDirectories(given.toAbsolutePath());
            return new Unpacked(
                    directory,
                    library(limits, directory),
                    classPath(directory),
                    given == null ? directory : null);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the native parts cannot be unpacked: " + e, e);
        }
    }

    private static Path library(TranscodeLimits limits, Path directory)
            throws IOException, URISyntaxException {
        Path given = limits.libvips();
        if (given != null) {
            if (!Files.isReadable(given)) {
                throw new IllegalStateException("there is no libvips at " + given);
            }
            return given.toAbsolutePath();
        }
        String name = "/org/imgmill/transcode/native/" + platform() + "/libvips";
        URL packed = Unpacked.class.getResource(name);
        if (packed == null) {
            throw new IllegalStateException(
                    "no libvips is packed for "
                            + platform()
                            + "; name the path of one you have installed");
        }
        return asFile(packed, directory.resolve("libvips-" + platform()));
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (os.contains("mac") ? "darwin" : "linux")
                + (arch.equals("aarch64") ? "-arm64" : "-x64");
    }

    private static String classPath(Path directory) throws IOException, URISyntaxException {
        URL source = Child.class.getProtectionDomain().getCodeSource().getLocation();
        if (source.openConnection() instanceof JarURLConnection jar) {
            source = jar.getJarFileURL();
        }
        return asFile(source, directory.resolve("imgmill-transcode.jar")).toString();
    }

    /// The file itself where there is one, else a copy, which a crash never leaves half written.
    private static Path asFile(URL url, Path copy) throws IOException, URISyntaxException {
        if (url.getProtocol().equals("file")) {
            return Path.of(new URI(url.toString()));
        }
        Path whole = Files.createTempFile(copy.getParent(), "unpacking", null);
        try (InputStream in = url.openStream()) {
            Files.copy(in, whole, StandardCopyOption.REPLACE_EXISTING);
            Files.move(whole, copy, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
        return copy;
    }

    /// Deletes what was unpacked into a temporary place.
    public void delete() {
        if (temporary == null) {
            return;
        }
        try (var files = Files.list(temporary)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(temporary);
        } catch (IOException e) {
            System.getLogger(Unpacked.class.getName())
                    .log(System.Logger.Level.WARNING, "left behind: " + temporary, e);
        }
    }
}
