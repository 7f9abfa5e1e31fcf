package org.imgmill.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/// The catalogue that a command line names: a file, an address, a folder of pictures, or else the
/// standard input.
///
/// @param address is fetched by the server
record CatalogueFile(@Nullable Path file, @Nullable String address) {

    private static final String STANDARD_INPUT = "-";

    /// @throws BadInput if there is no such file
    static CatalogueFile of(String word) {
        if (word.equals(STANDARD_INPUT)) {
            return new CatalogueFile(null, null);
        }
        if (word.matches("(?i)https?://.*")) {
            return new CatalogueFile(null, word);
        }
        var file = Path.of(word);
        if (!Files.isReadable(file)) {
            throw new BadInput("there is no readable file " + file + ".");
        }
        if (Files.isDirectory(file) && PictureFolder.pictures(file).isEmpty()) {
            throw new BadInput("the folder " + file + " holds no pictures.");
        }
        return new CatalogueFile(file, null);
    }

    /// What results are named after.
    String name() {
        var last =
                file != null
                        ? file.toAbsolutePath().normalize().getFileName()
                        : address != null ? lastOf(address) : null;
        return last == null ? "catalogue" : last.toString();
    }

    /// The file that an address seems to end in.
    private static @Nullable String lastOf(String address) {
        var path = address.replaceFirst("^[^:]+://[^/?#]*", "").replaceFirst("[?#].*", "");
        var last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        return last.isEmpty() || last.startsWith(".") ? null : last;
    }

    /// @return the file itself, or a temporary one that goes when it is closed
    Held read() throws IOException {
        if (file != null && Files.isDirectory(file)) {
            return new Held(PictureFolder.packed(file), null, name() + ".zip", true);
        }
        if (file != null) {
            return new Held(file, null, name(), false);
        }
        if (address != null) {
            return new Held(null, address, name(), false);
        }
        var spooled = Files.createTempFile("imgmill-catalogue", null);
        try {
            Files.copy(System.in, spooled, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.delete(spooled);
            throw e;
        }
        return new Held(spooled, null, name(), true);
    }

    /// A catalogue that can be read more than once.
    record Held(@Nullable Path path, @Nullable String address, String name, boolean temporary)
            implements AutoCloseable {

        BatchAnswer upload(ServerClient client, Map<String, String> fields) {
            return path != null
                    ? client.upload(resource(path), fields)
                    : client.uploadFrom(Objects.requireNonNull(address), fields);
        }

        /// Whether it holds the pictures themselves, and not their addresses.
        boolean holdsPictures() throws IOException {
            return path != null && PictureFolder.isPacked(path);
        }

        private Resource resource(Path path) {
            return new FileSystemResource(path) {
                @Override
                public String getFilename() {
                    return name;
                }
            };
        }

        /// The same for the same bytes, or the same address, that are to be treated in the same
        /// way.
        String digest(Map<String, String> fields) throws IOException {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                digest.update(new TreeMap<>(fields).toString().getBytes(StandardCharsets.UTF_8));
                if (path == null) {
                    digest.update(Objects.requireNonNull(address).getBytes(StandardCharsets.UTF_8));
                    return HexFormat.of().formatHex(digest.digest());
                }
                try (var into = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                    Files.copy(path, into);
                }
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        @Override
        public void close() {
            if (temporary && path != null) {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
