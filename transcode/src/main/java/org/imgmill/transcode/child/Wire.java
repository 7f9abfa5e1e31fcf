package org.imgmill.transcode.child;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/// How parent and child frame what they say: a magic number, the length of the head, the head, and
/// then as many bytes as the head announces.
final class Wire {

    static final int PREFIX_BYTES = 8;
    private static final int MAGIC = 0x696D676D;
    private static final int LONGEST_HEAD = 1 << 17;

    /// What arrived was not sent by our code.
    static final class Garbled extends IOException {
        Garbled(String message) {
            super(message);
        }
    }

    interface Head {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private Wire() {}

    static byte[] frame(Head head) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            head.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return ByteBuffer.allocate(PREFIX_BYTES + bytes.size())
                .putInt(MAGIC)
                .putInt(bytes.size())
                .put(bytes.toByteArray())
                .array();
    }

    /// The length of the head that follows this prefix.
    static int headLength(ByteBuffer prefix) throws Garbled {
        if (prefix.getInt() != MAGIC) {
            throw new Garbled("this does not start like a message");
        }
        int length = prefix.getInt();
        if (length < 0 || length > LONGEST_HEAD) {
            throw new Garbled("a head of " + length + " bytes");
        }
        return length;
    }

    static DataInputStream head(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    static byte[] exactly(int length, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it ended after " + bytes.length + " of " + length);
        }
        return bytes;
    }

    static <E extends Enum<E>> E name(Class<E> type, DataInputStream in) throws IOException {
        String name = in.readUTF();
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new Garbled("no " + type.getSimpleName() + " is called " + name);
        }
    }
}
