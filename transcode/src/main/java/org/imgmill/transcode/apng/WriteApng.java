package org.imgmill.transcode.apng;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteBuffer;
import java.util.List;

/// Puts plain PNGs of one kind of pixel together to an animated one; each replaces its rectangle of
/// the picture.
public final class WriteApng {

    /// Of an animation, beside its PNGs; chunks of pixels get a number as well.
    private static final int MORE_BYTES = 64;

    private static final int LONGEST_IN_THOUSANDTHS = 0xFFFF;

    private final ByteBuffer out;
    private int sequence;

    /// One PNG and where it is drawn.
    public record Part(int left, int top, long milliseconds, MemorySegment png) {

        public Part lasting(long longer) {
            return new Part(left, top, longer, png);
        }
    }

    private WriteApng(ByteBuffer out) {
        this.out = out;
    }

    /// @param parts the first covers the picture
    /// @param plays 0 for ever
    public static MemorySegment of(
            List<Part> parts, int plays, List<Note> notes, SegmentAllocator memory) {
        // A chunk of pixels is no shorter than the number that it gets.
        long most = parts.stream().mapToLong(part -> part.png.byteSize() * 4 / 3).sum();
        long noted =
                notes.stream().mapToLong(note -> note.data().byteSize() + Chunk.FRAME_BYTES).sum();
        MemorySegment file = memory.allocate(most + noted + (long) MORE_BYTES * (parts.size() + 1));
        var writer = new WriteApng(file.asByteBuffer());
        writer.write(parts, plays, notes);
        return file.asSlice(0, writer.out.position());
    }

    private void write(List<Part> parts, int plays, List<Note> notes) {
        out.put(Chunk.SIGNATURE);
        for (Part part : parts) {
            ByteBuffer png = part.png.asByteBuffer();
            boolean first = sequence == 0;
            for (int at = Chunk.SIGNATURE.length; at < png.limit(); ) {
                int length = png.getInt(at);
                MemorySegment data = part.png.asSlice(at + (long) Chunk.DATA, length);
                switch (Chunk.type(png, at)) {
                    case "IHDR" -> {
                        if (first) {
                            Chunk.write(out, "IHDR", List.of(data));
                            Chunk.write(out, "acTL", List.of(numbers(parts.size(), plays)));
                            notes.forEach(
                                    note -> Chunk.write(out, note.type(), List.of(note.data())));
                        }
                        Chunk.write(out, "fcTL", List.of(control(part, data)));
                    }
                    case "IDAT" -> {
                        if (first) {
                            Chunk.write(out, "IDAT", List.of(data));
                        } else {
                            Chunk.write(out, "fdAT", List.of(numbers(sequence++), data));
                        }
                    }
                    default -> {
                        // Nothing else decides how these look: they are in sRGB, without palettes.
                    }
                }
                at += Chunk.FRAME_BYTES + length;
            }
        }
        Chunk.write(out, "IEND", List.of());
    }

    private static MemorySegment numbers(int... numbers) {
        var bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return MemorySegment.ofArray(bytes.array());
    }

    /// The frame stays, and replaces what was there.
    private MemorySegment control(Part part, MemorySegment header) {
        boolean thousandths = part.milliseconds <= LONGEST_IN_THOUSANDTHS;
        long lasts = thousandths ? part.milliseconds : (part.milliseconds + 500) / 1000;
        byte[] control =
                ByteBuffer.allocate(26)
                        .putInt(sequence++)
                        .put(header.asSlice(0, 8).asByteBuffer())
                        .putInt(part.left)
                        .putInt(part.top)
                        .putShort((short) Math.min(lasts, LONGEST_IN_THOUSANDTHS))
                        .putShort((short) (thousandths ? 1000 : 1))
                        .array();
        return MemorySegment.ofArray(control);
    }
}
