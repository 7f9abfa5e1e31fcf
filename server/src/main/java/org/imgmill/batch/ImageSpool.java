package org.imgmill.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The images of one upload, in a file between the order of the catalogue and that of their lanes.
///
/// PostgreSQL appends to the end of an index what comes in the index's own order, and a lane later
/// reads neighbouring pages. Nothing grows in memory before the images are read, and then 8 bytes
/// per image.
final class ImageSpool implements AutoCloseable {

    /// @param index from 0, in the order in which images were added
    /// @param name of its output, without its ending; empty: it has none of its own
    record Spooled(int index, int row, int position, byte[] url, byte[] name) {}

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// Index, row, position and the lengths of URL and name.
    private static final int HEAD = 20;

    private final Path path;
    private final FileChannel file;
    private final ByteBuffer waiting = ByteBuffer.allocate(1 << 16);
    private int size;

    /// @param path an empty file, removed with the spool
    ImageSpool(Path path) throws IOException {
        this.path = path;
        this.file = FileChannel.open(path, READ, WRITE);
    }

    void add(int row, int position, String url) {
        add(row, position, url, "");
    }

    void add(int row, int position, String url, String name) {
        var utf8 = url.getBytes(UTF_8);
        var called = name.getBytes(UTF_8);
        if (waiting.remaining() < HEAD + utf8.length + called.length) {
            flush();
        }
        waiting.putInt(size++).putInt(row).putInt(position);
        waiting.putInt(utf8.length).putInt(called.length);
        if (waiting.remaining() < utf8.length + called.length) {
            flush();
            write(ByteBuffer.wrap(utf8));
        } else {
            waiting.put(utf8);
        }
        waiting.put(called);
    }

    /// Every image, lane after lane, in each by its number.
    ///
    /// @param urls knows the lane and number of each
    void byLane(DistinctUrls urls, LanePlan lanes, Consumer<Spooled> each) {
        flush();
        try (var arena = Arena.ofConfined()) {
            var images = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
            for (long at : sorted(images, urls, lanes)) {
                var url = new byte[images.get(INT, at + 12)];
                MemorySegment.copy(images, ValueLayout.JAVA_BYTE, at + HEAD, url, 0, url.length);
                var name = new byte[images.get(INT, at + 16)];
                MemorySegment.copy(
                        images,
                        ValueLayout.JAVA_BYTE,
                        at + HEAD + url.length,
                        name,
                        0,
                        name.length);
                each.accept(
                        new Spooled(
                                images.get(INT, at),
                                images.get(INT, at + 4),
                                images.get(INT, at + 8),
                                url,
                                name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the upload's spool could not be read", e);
        }
    }

    /// Where each image stands in the file: a counting sort, whose counts the lanes already have.
    private long[] sorted(MemorySegment images, DistinctUrls urls, LanePlan lanes) {
        var starts = lanes.starts();
        var sorted = new long[size];
        long at = 0;
        for (int i = 0; i < size; i++) {
            var id = ImageId.unpack(urls.image(i));
            sorted[starts[id.lane()] + id.number()] = at;
            at += HEAD + images.get(INT, at + 12) + images.get(INT, at + 16);
        }
        return sorted;
    }

    private void flush() {
        write(waiting.flip());
        waiting.clear();
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the upload could not be spooled", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("the upload's spool could not be removed: " + path, e);
        }
    }
}
