package org.imgmill.transcode.jpeg;

/// Turns records into Huffman-coded bits, with the codes that suit them best.
///
/// Written for speed: one flat loop that knows neither blocks nor components, four records per
/// step, because storing bits takes as long for four records as for one, and four nearly always fit
/// into a `long`. Codes stand in the table already shifted by the room their extra bits need.
final class EncodeRecords {

    private static final int LENGTH = 31;

    private static final int SIXTEEN_POSITIONS = 16 << Records.POSITION;
    private static final int SPARE = 64;

    /// Bits that are free in a `long` while seven wait for their byte, less one: a full `long`
    /// could not be told from an empty one.
    private static final int ROOM = 56;

    private final OutputCodes codes = new OutputCodes();
    private byte[] bytes = new byte[1 << 16];
    private long pending;
    private int pendingCount;
    private int length;
    private int previous;

    /// Encodes all records.
    void encode(Records records) {
        reserve(codes.choose(records));
        pending = 0;
        pendingCount = 0;
        length = 0;
        previous = Records.LAST_POSITION;
        for (int i = 0; i < records.chunkCount(); i++) {
            write(records.chunk(i), records.count(i));
        }
        if (pendingCount > 0) {
            bytes[length++] = (byte) (pending >>> 56 | 0xFF >>> pendingCount);
        }
    }

    void shrink(int mostBytes) {
        if (bytes.length > mostBytes) {
            bytes = new byte[1 << 16];
        }
    }

    OutputCodes codes() {
        return codes;
    }

    /// The encoded bits, without byte stuffing, and room behind them.
    byte[] bytes() {
        return bytes;
    }

    /// How many of the bytes count.
    int length() {
        return length;
    }

    private void reserve(long bits) {
        long need = (bits >>> 3) + SPARE;
        if (need > Integer.MAX_VALUE - SPARE) {
            throw new Refusal(Recompressed.Reason.TOO_MUCH_MEMORY, "the output is too long");
        }
        if (bytes.length < need) {
            bytes = new byte[(int) need];
        }
    }

    private void write(int[] records, int end) {
        final int[] table = codes.table;
        final byte[] to = bytes;
        long acc = pending;
        int n = pendingCount;
        int at = length;
        int before = previous;
        int i = 0;
        for (; i + 4 <= end; i += 4) {
            int r1 = records[i];
            int r2 = records[i + 1];
            int r3 = records[i + 2];
            int r4 = records[i + 3];
            int e1 = table[(r1 - (before & Records.LAST_POSITION)) >>> 4 & OutputCodes.INDEX];
            int e2 = table[(r2 - (r1 & Records.LAST_POSITION)) >>> 4 & OutputCodes.INDEX];
            int e3 = table[(r3 - (r2 & Records.LAST_POSITION)) >>> 4 & OutputCodes.INDEX];
            int e4 = table[(r4 - (r3 & Records.LAST_POSITION)) >>> 4 & OutputCodes.INDEX];
            if ((e1 | e2 | e3 | e4) < 0) {
                pending = acc;
                pendingCount = n;
                length = at;
                writeOneByOne(records, i, i + 4, before);
                acc = pending;
                n = pendingCount;
                at = length;
            } else {
                int l2 = e2 & LENGTH;
                int l4 = e4 & LENGTH;
                int l12 = (e1 & LENGTH) + l2;
                int l34 = (e3 & LENGTH) + l4;
                long b12 = (long) (e1 >>> 5 | r1 >>> 16) << l2 | (e2 >>> 5 | r2 >>> 16);
                long b34 = (long) (e3 >>> 5 | r3 >>> 16) << l4 | (e4 >>> 5 | r4 >>> 16);
                if (l12 + l34 <= ROOM) {
                    n += l12 + l34;
                    acc |= (b12 << l34 | b34) << (64 - n);
                } else {
                    n += l12;
                    acc |= b12 << (64 - n);
                    Bytes.BIG_ENDIAN.set(to, at, acc);
                    at += n >>> 3;
                    acc <<= n & 56;
                    n = (n & 7) + l34;
                    acc |= b34 << (64 - n);
                }
                Bytes.BIG_ENDIAN.set(to, at, acc);
                at += n >>> 3;
                acc <<= n & 56;
                n &= 7;
            }
            before = r4;
        }
        pending = acc;
        pendingCount = n;
        length = at;
        writeOneByOne(records, i, end, before);
        previous = end > 0 ? records[end - 1] : before;
    }

    /// Also writes runs of more than 15 zeros.
    private void writeOneByOne(int[] records, int from, int end, int before) {
        int last = before;
        for (int i = from; i < end; i++) {
            writeOne(records[i] - (last & Records.LAST_POSITION));
            last = records[i];
        }
    }

    private void writeOne(int record) {
        int[] table = codes.table;
        int rest = record;
        int entry = table[rest >>> 4 & OutputCodes.INDEX];
        while (entry < 0) {
            int zeros = table[(rest >>> 14 & 3) << OutputCodes.CLASS_SHIFT];
            put(zeros >>> 5, zeros & LENGTH);
            rest -= SIXTEEN_POSITIONS;
            entry = table[rest >>> 4 & OutputCodes.INDEX];
        }
        put(entry >>> 5 | rest >>> 16, entry & LENGTH);
    }

    private void put(int code, int size) {
        pendingCount += size;
        pending |= (long) code << (64 - pendingCount);
        Bytes.BIG_ENDIAN.set(bytes, length, pending);
        length += pendingCount >>> 3;
        pending <<= pendingCount & 56;
        pendingCount &= 7;
    }
}
