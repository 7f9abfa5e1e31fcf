package org.imgmill.fetch;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The bytes of a download, in memory or on disk until someone asks for them. Belongs to one thread
/// at a time; closing it gives its memory back to the node's budget.
public final class Body implements AutoCloseable {

    private final MemoryBudget budget;
    private final long length;
    private MemoryBudget.Reservation reservation;
    private byte @Nullable [] bytes;
    private @Nullable String etag;
    private @Nullable Version version;
    private @Nullable FileChannel file;

    Body(byte[] bytes, MemoryBudget budget, MemoryBudget.Reservation reservation) {
        this.bytes = bytes;
        this.length = bytes.length;
        this.budget = budget;
        this.reservation = reservation;
    }

    Body(FileChannel file, long length, MemoryBudget budget, MemoryBudget.Reservation reservation) {
        this.file = file;
        this.length = length;
        this.budget = budget;
        this.reservation = reservation;
    }

    public long length() {
        return length;
    }

    /// The host's ETag of this state of the file, as its header had it; null: none.
    public @Nullable String etag() {
        return etag;
    }

    Body called(@Nullable String name) {
        etag = name;
        return this;
    }

    /// All that its host said of this state of the file; null: nobody asked for it.
    public @Nullable Version version() {
        return version;
    }

    /// This body, marked with its version.
    public Body of(Version state) {
        version = state;
        return this;
    }

    /// The whole body. If it is on disk, waits until the node has memory for it: call this only
    /// when the bytes are needed, and hold no other body meanwhile.
    ///
    /// @throws UncheckedIOException where our own disk does not give it back
    public byte[] bytes() throws InterruptedException {
        if (bytes != null) {
            return bytes;
        }
        if (file == null) {
            throw new IllegalStateException("the body is closed");
        }
        reservation = budget.awaitBody(length);
        try {
            bytes = readBack(file);
            file.close();
            file = null;
            return bytes;
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException("while reading a download back");
        } catch (IOException e) {
            throw new UncheckedIOException("a download cannot be read back from disk", e);
        }
    }

    /// The bytes one after the other, without holding more of them in memory than there are
    /// already. Closing the stream closes the body.
    public InputStream stream() throws IOException {
        var in =
                bytes != null
                        ? new ByteArrayInputStream(bytes)
                        : Channels.newInputStream(
                                Objects.requireNonNull(file, "closed").position(0));
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                return in.read(into, from, most);
            }

            @Override
            public void close() {
                Body.this.close();
            }
        };
    }

    private byte[] readBack(FileChannel from) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(length));
        while (buffer.hasRemaining()) {
            if (from.read(buffer, buffer.position()) < 0) {
                throw new IOException("the temporary file is shorter than what was written");
            }
        }
        return buffer.array();
    }

    @Override
    public void close() {
        bytes = null;
        reservation.close();
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("closing the temporary file of a download", e);
            }
            file = null;
        }
    }
}
