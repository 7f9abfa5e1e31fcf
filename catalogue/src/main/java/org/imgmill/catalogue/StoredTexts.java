package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;

/// Texts by number, on disk. Memory holds four bytes for each text and a window of the file. They
/// are mostly asked for in the order in which they were added.
final class StoredTexts implements Closeable {

    private static final int WINDOW = 1 << 16;

    private final FileChannel file;
    private final byte[] window = new byte[WINDOW];

    /// Where the window begins in the file, and how much of it is filled.
    private long from;

    private int filled;

    /// Where each text ends in the file.
    private int[] ends = new int[64];

    private int count;

    private StoredTexts(FileChannel file) {
        this.file = file;
    }

    /// @param folder for a file that has no name as soon as it is open
    static StoredTexts in(Path folder) throws IOException {
        Path path = Files.createTempFile(folder, "texts", ".txt");
        try {
            return new StoredTexts(
                    FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } finally {
            Files.delete(path);
        }
    }

    /// At most 2 GB in all.
    void add(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (filled + bytes.length > WINDOW) {
            flush();
        }
        if (bytes.length > WINDOW) {
            write(bytes, bytes.length);
        } else {
            System.arraycopy(bytes, 0, window, filled, bytes.length);
            filled += bytes.length;
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = Math.toIntExact(from + filled);
    }

    /// Call it after the last `add`, before any `get`.
    void complete() throws IOException {
        flush();
    }

    private void flush() throws IOException {
        write(window, filled);
        filled = 0;
    }

    private void write(byte[] bytes, int length) throws IOException {
        var rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
        from += length;
    }

    /// @throws IndexOutOfBoundsException if there is none of this number
    String get(int number) throws IOException {
        Objects.checkIndex(number, count);
        int start = number == 0 ? 0 : ends[number - 1];
        int length = ends[number] - start;
        if (length > WINDOW) {
            byte[] bytes = new byte[length];
            read(bytes, start, length);
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (start < from || start + length > from + filled) {
            filled = (int) Math.min(WINDOW, file.size() - start);
            from = start;
            read(window, start, filled);
        }
        return new String(window, (int) (start - from), length, StandardCharsets.UTF_8);
    }

    private void read(byte[] bytes, long at, int length) throws IOException {
        var into = ByteBuffer.wrap(bytes, 0, length);
        while (into.hasRemaining()) {
            if (file.read(into, at + into.position()) < 0) {
                throw new EOFException("the file of shared texts is shorter than it was written");
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
