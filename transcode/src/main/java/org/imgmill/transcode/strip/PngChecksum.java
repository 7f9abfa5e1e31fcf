package org.imgmill.transcode.strip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Puts right the checksum at the end of a PNG's pixels, where all of them are there.
///
/// The pixels are one zlib stream in the IDAT chunks: two bytes of header, deflated rows, and an
/// Adler-32 of the rows. Programs that write the last one wrong, or not at all, make pictures that
/// every browser shows.
public final class PngChecksum {

    private static final int SIGNATURE_BYTES = 8;
    private static final int FRAME_BYTES = 12;
    private static final int HEADER_BYTES = 2;
    private static final int CHECKSUM_BYTES = 4;
    private static final int BUFFER_BYTES = 1 << 16;

    private final byte[] file;
    private final ByteBuffer png;
    private final int length;
    private final ByteArrayOutputStream before = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final ByteArrayOutputStream after = new ByteArrayOutputStream();

    private PngChecksum(byte[] png, int length) {
        this.file = png;
        this.png = ByteBuffer.wrap(png, 0, length);
        this.length = length;
    }

    /// The same PNG with the right checksum; empty when rows are missing, or something else is
    /// wrong.
    public static Optional<byte[]> mended(byte[] png, int length) {
        var checksum = new PngChecksum(png, length);
        return checksum.takeApart() ? checksum.together() : Optional.empty();
    }

    private boolean takeApart() {
        int at = SIGNATURE_BYTES;
        while (at + FRAME_BYTES <= length) {
            long end = at + FRAME_BYTES + Integer.toUnsignedLong(png.getInt(at));
            if (end > length) {
                return false;
            }
            String type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            switch (type) {
                case "IDAT" -> data.write(file, at + 8, png.getInt(at));
                case "fdAT", "acTL" -> {
                    return false;
                }
                default -> (data.size() == 0 ? before : after).write(file, at, (int) end - at);
            }
            if (type.equals("IEND")) {
                return data.size() > HEADER_BYTES && before.size() >= FRAME_BYTES + 13;
            }
            at = (int) end;
        }
        return false;
    }

    private Optional<byte[]> together() {
        byte[] stream = data.toByteArray();
        var adler = new Adler32();
        int used = inflated(stream, adler);
        if (used < 0 || stream.length - used > CHECKSUM_BYTES) {
            return Optional.empty();
        }
        byte[] right =
                ByteBuffer.allocate(used + CHECKSUM_BYTES)
                        .put(stream, 0, used)
                        .putInt((int) adler.getValue())
                        .array();
        var out = new ByteArrayOutputStream(length + CHECKSUM_BYTES);
        out.write(file, 0, SIGNATURE_BYTES);
        out.writeBytes(before.toByteArray());
        out.writeBytes(PngStrip.chunk("IDAT", right));
        out.writeBytes(after.toByteArray());
        return Optional.of(out.toByteArray());
    }

    /// How many bytes of the stream lie before its checksum; -1 unless they hold exactly the rows.
    private int inflated(byte[] stream, Adler32 adler) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(stream, HEADER_BYTES, stream.length - HEADER_BYTES);
            byte[] buffer = new byte[BUFFER_BYTES];
            long rows = rowBytes();
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                adler.update(buffer, 0, count);
                if (inflater.getBytesWritten() > rows || (count == 0 && !inflater.finished())) {
                    return -1;
                }
            }
            return inflater.getBytesWritten() == rows
                    ? HEADER_BYTES + (int) inflater.getBytesRead()
                    : -1;
        } catch (DataFormatException e) {
            return -1; // the rows themselves are damaged
        } finally {
            inflater.end();
        }
    }

    /// How many bytes the rows must have; -1 for interlaced pictures, whose rows come in parts.
    private long rowBytes() {
        byte[] head = before.toByteArray();
        var ihdr = ByteBuffer.wrap(head);
        long width = Integer.toUnsignedLong(ihdr.getInt(8));
        long height = Integer.toUnsignedLong(ihdr.getInt(12));
        int channels =
                switch (head[17]) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1;
                };
        boolean interlaced = head[20] != 0;
        return interlaced ? -1 : height * (1 + (width * channels * head[16] + 7) / 8);
    }
}
