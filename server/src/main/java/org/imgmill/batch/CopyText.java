package org.imgmill.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Rows in PostgreSQL's COPY text format, gathered in one growing buffer.
///
/// The escapes are those of the manual's "COPY, Text Format", and of "Array Input and Output
/// Syntax" inside arrays.
final class CopyText {

    private byte[] buffer = new byte[1 << 16];
    private int length;

    int length() {
        return length;
    }

    byte[] bytes() {
        return buffer;
    }

    void clear() {
        length = 0;
    }

    CopyText text(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        if (isPlain(bytes)) {
            return raw(bytes, 0, bytes.length);
        }
        for (byte b : bytes) {
            escaped(b);
        }
        return this;
    }

    CopyText number(long value) {
        if (value < 0) {
            raw(Long.toString(value));
            return this;
        }
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        reserve(digits);
        length += digits;
        long rest = value;
        for (int at = length - 1; at >= length - digits; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return this;
    }

    /// NULL.
    CopyText nothing() {
        raw("\\N");
        return this;
    }

    /// Ends a column.
    CopyText next() {
        put((byte) '\t');
        return this;
    }

    /// Ends a row.
    CopyText end() {
        put((byte) '\n');
        return this;
    }

    CopyText array(String[] values) {
        put((byte) '{');
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                put((byte) ',');
            }
            put((byte) '"');
            for (byte b : values[i].getBytes(StandardCharsets.UTF_8)) {
                if (b == '"' || b == '\\') {
                    raw("\\\\");
                }
                escaped(b);
            }
            put((byte) '"');
        }
        put((byte) '}');
        return this;
    }

    CopyText array(long[] values, int count) {
        put((byte) '{');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                put((byte) ',');
            }
            number(values[i]);
        }
        put((byte) '}');
        return this;
    }

    /// Takes over bytes that another CopyText wrote.
    CopyText raw(byte[] bytes, int from, int count) {
        reserve(count);
        System.arraycopy(bytes, from, buffer, length, count);
        length += count;
        return this;
    }

    private void raw(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put((byte) ascii.charAt(i));
        }
    }

    private static boolean isPlain(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\\' || b == '\n' || b == '\r' || b == '\t') {
                return false;
            }
        }
        return true;
    }

    private void escaped(byte b) {
        switch (b) {
            case '\\' -> raw("\\\\");
            case '\n' -> raw("\\n");
            case '\r' -> raw("\\r");
            case '\t' -> raw("\\t");
            default -> put(b);
        }
    }

    private void put(byte b) {
        reserve(1);
        buffer[length++] = b;
    }

    private void reserve(int count) {
        if (length + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + count));
        }
    }
}
