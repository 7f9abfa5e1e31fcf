package org.imgmill.transcode.strip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Blanks the EXIF and XMP of an AVIF where they stand: other items are found by their place in the
/// file, so nothing may move. Neither changes how the picture looks.
public final class AvifStrip {

    private static final Set<String> METADATA = Set.of("Exif", "mime");
    private static final int IN_FILE = 0;
    private static final int IN_DATA_BOX = 1;

    private final byte[] file;
    private final ByteBuffer bytes;
    private final Set<Long> items = new HashSet<>();
    private Box data = Box.NONE;

    private record Box(String type, int from, int end) {
        static final Box NONE = new Box("", 0, 0);

        boolean isMissing() {
            return end == 0;
        }
    }

    private AvifStrip(byte[] file) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(file);
    }

    /// Empty when the boxes are inconsistent.
    public static Optional<byte[]> strip(byte[] avif, int length) {
        byte[] copy = Arrays.copyOf(avif, length);
        try {
            return new AvifStrip(copy).blank() ? Optional.of(copy) : Optional.empty();
        } catch (IndexOutOfBoundsException e) {
            // A box that points beyond its end: such a file is left alone.
            return Optional.empty();
        }
    }

    private boolean blank() {
        Box meta = find("meta", 0, file.length);
        int inside = meta.from + 4;
        data = find("idat", inside, meta.end);
        Box names = find("iinf", inside, meta.end);
        Box places = find("iloc", inside, meta.end);
        if (meta.isMissing() || names.isMissing() || places.isMissing()) {
            return false;
        }
        readNames(names);
        return blankItems(places);
    }

    private Box find(String type, int from, int end) {
        for (int at = from; at + 8 <= end; ) {
            Box box = box(at, end);
            if (box.type.equals(type)) {
                return box;
            }
            at = box.end;
        }
        return Box.NONE;
    }

    private Box box(int at, int end) {
        long size = Integer.toUnsignedLong(bytes.getInt(at));
        int head = 8;
        if (size == 1) {
            size = bytes.getLong(at + 8);
            head = 16;
        } else if (size == 0) {
            size = (long) end - at;
        }
        if (size < head || size > end - at) {
            throw new IndexOutOfBoundsException("a box of " + size + " bytes");
        }
        String type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
        return new Box(type, at + head, (int) (at + size));
    }

    private void readNames(Box names) {
        int first = names.from + (file[names.from] == 0 ? 6 : 8);
        for (int at = first; at + 8 <= names.end; ) {
            Box entry = box(at, names.end);
            boolean wide = file[entry.from] >= 3;
            long item = wide ? number(entry.from + 4, 4) : number(entry.from + 4, 2);
            int typeAt = entry.from + (wide ? 10 : 8);
            if (METADATA.contains(new String(file, typeAt, 4, StandardCharsets.ISO_8859_1))) {
                items.add(item);
            }
            at = entry.end;
        }
    }

    private boolean blankItems(Box places) {
        int version = file[places.from];
        int sizes = bytes.getShort(places.from + 4);
        int offsetBytes = sizes >> 12 & 0xF;
        int lengthBytes = sizes >> 8 & 0xF;
        int baseBytes = sizes >> 4 & 0xF;
        int indexBytes = version == 0 ? 0 : sizes & 0xF;
        int idBytes = version < 2 ? 2 : 4;
        int at = places.from + 6;
        long count = number(at, idBytes);
        at += idBytes;
        for (long i = 0; i < count; i++) {
            boolean metadata = items.contains(number(at, idBytes));
            at += idBytes;
            int method = version == 0 ? IN_FILE : bytes.getShort(at) & 0xF;
            at += (version == 0 ? 0 : 2) + 2;
            long base = number(at, baseBytes);
            at += baseBytes;
            int extents = (int) number(at, 2);
            at += 2;
            for (int extent = 0; extent < extents; extent++) {
                at += indexBytes;
                long offset = base + number(at, offsetBytes);
                long length = number(at + offsetBytes, lengthBytes);
                at += offsetBytes + lengthBytes;
                if (metadata && !blank(method, offset, length)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean blank(int method, long offset, long length) {
        if (method != IN_FILE && method != IN_DATA_BOX) {
            return false;
        }
        long from = method == IN_FILE ? offset : data.from + offset;
        long end = method == IN_FILE ? file.length : data.end;
        if (from < 0 || length < 0 || from > end - length) {
            return false;
        }
        Arrays.fill(file, (int) from, (int) (from + length), (byte) 0);
        return true;
    }

    private long number(int at, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | (bytes.get(at + i) & 0xFF);
        }
        return value;
    }
}
