package org.imgmill.api.intake;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/// A file of a form, on the disk for as long as the request lasts.
final class SpooledFile implements MultipartFile {

    private final String name;
    private final String fileName;
    private final Path path;

    SpooledFile(String name, String fileName, Path folder) {
        this.name = name;
        this.fileName = fileName;
        try {
            Files.createDirectories(folder);
            this.path = Files.createTempFile(folder, "upload-", ".part");
        } catch (IOException e) {
            throw notSpooled(e);
        }
    }

    /// All that is read from this stream is also in the file.
    InputStream filledBy(InputStream arriving) {
        try {
            return new Filling(
                    arriving, new BufferedOutputStream(Files.newOutputStream(path), 1 << 16));
        } catch (IOException e) {
            throw notSpooled(e);
        }
    }

    /// Trouble with the disk is ours; an `IOException` is the client's.
    private static UncheckedIOException notSpooled(IOException e) {
        return new UncheckedIOException("the upload could not be spooled", e);
    }

    private static final class Filling extends FilterInputStream {

        private final OutputStream file;

        Filling(InputStream arriving, OutputStream file) {
            super(arriving);
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            try {
                file.write(bytes, from, Math.max(0, n));
            } catch (IOException e) {
                throw notSpooled(e);
            }
            return n;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw notSpooled(e);
            }
        }
    }

    Path path() {
        return path;
    }

    void discard() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("a spooled upload could not be removed: " + path, e);
        }
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getOriginalFilename() {
        return fileName;
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public boolean isEmpty() {
        return getSize() == 0;
    }

    @Override
    public long getSize() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] getBytes() throws IOException {
        return Files.readAllBytes(path);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return Files.newInputStream(path);
    }

    @Override
    public void transferTo(File destination) throws IOException {
        transferTo(destination.toPath());
    }
}
