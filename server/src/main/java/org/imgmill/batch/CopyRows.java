package org.imgmill.batch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows in PostgreSQL's binary COPY format, gathered in one growing buffer.
///
/// The format is that of the manual's "COPY, Binary Format": every value is its length in bytes and
/// then what the receive function of its type reads, all numbers big-endian.
final class CopyRows {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
    };
    private static final int TEXT = 25;
    private static final int INT8 = 20;
    private static final byte JSONB_VERSION = 1;

    private ByteBuffer buffer = ByteBuffer.allocate(1 << 17);

    int length() {
        return buffer.position();
    }

    byte[] bytes() {
        return buffer.array();
    }

    void clear() {
        buffer.clear();
    }

    /// What stands before the first row: no flags, no extension.
    void begin() {
        room(SIGNATURE.length + 8).put(SIGNATURE).putInt(0).putInt(0);
    }

    /// What stands after the last row.
    void end() {
        room(2).putShort((short) -1);
    }

    /// Begins a row of so many values.
    CopyRows row(int values) {
        room(2).putShort((short) values);
        return this;
    }

    CopyRows uuid(UUID value) {
        room(20).putInt(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
        return this;
    }

    CopyRows int4(int value) {
        room(8).putInt(4).putInt(value);
        return this;
    }

    CopyRows int8(long value) {
        room(12).putInt(8).putLong(value);
        return this;
    }

    CopyRows text(String value) {
        return text(value.getBytes(StandardCharsets.UTF_8));
    }

    /// @param utf8 the text's bytes
    CopyRows text(byte[] utf8) {
        room(4 + utf8.length).putInt(utf8.length).put(utf8);
        return this;
    }

    CopyRows jsonb(String json) {
        var utf8 = json.getBytes(StandardCharsets.UTF_8);
        room(5 + utf8.length).putInt(1 + utf8.length).put(JSONB_VERSION).put(utf8);
        return this;
    }

    /// NULL.
    CopyRows nothing() {
        room(4).putInt(-1);
        return this;
    }

    CopyRows textOrNothing(@Nullable String value) {
        return value == null ? nothing() : text(value);
    }

    CopyRows array(String[] values) {
        int from = beginArray(TEXT, values.length);
        for (var value : values) {
            text(value);
        }
        return endArray(from);
    }

    /// @param count how many of the values, from the first
    CopyRows array(long[] values, int count) {
        int from = beginArray(INT8, count);
        for (int i = 0; i < count; i++) {
            int8(values[i]);
        }
        return endArray(from);
    }

    /// Dimensions, no NULLs, the element's type; for each dimension its size and first subscript.
    private int beginArray(int type, int count) {
        room(24).putInt(0);
        int from = buffer.position();
        buffer.putInt(count == 0 ? 0 : 1).putInt(0).putInt(type);
        if (count > 0) {
            buffer.putInt(count).putInt(1);
        }
        return from;
    }

    private CopyRows endArray(int from) {
        buffer.putInt(from - 4, buffer.position() - from);
        return this;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int size = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
            buffer = ByteBuffer.allocate(size).put(buffer.flip());
        }
        return buffer;
    }
}
