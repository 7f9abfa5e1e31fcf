package org.imgmill.transcode.apng;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/// The parts that a PNG consists of: length, type, data, checksum.
final class Chunk {

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static final int FRAME_BYTES = 12;
    static final int HEADER_BYTES = 13;
    static final int DATA = 8;

    private Chunk() {}

    static String type(ByteBuffer png, int at) {
        byte[] type = new byte[4];
        png.get(at + 4, type);
        return new String(type, StandardCharsets.ISO_8859_1);
    }

    /// @param data one after the other
    static void write(ByteBuffer out, String type, List<MemorySegment> data) {
        long length = data.stream().mapToLong(MemorySegment::byteSize).sum();
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        var crc = new CRC32();
        crc.update(name);
        out.putInt(Math.toIntExact(length)).put(name);
        for (MemorySegment part : data) {
            crc.update(part.asByteBuffer());
            out.put(part.asByteBuffer());
        }
        out.putInt((int) crc.getValue());
    }
}
