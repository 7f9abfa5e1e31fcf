package org.imgmill.transcode.apng;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// An animated PNG, taken apart.
///
/// @param header what IHDR says
/// @param plays 0 for ever
/// @param hidden whether the picture for programs without animation is none of the frames
/// @param shared the chunks that are there for every frame: palette, opacity, colours
/// @param notes metadata
public record Apng(
        MemorySegment header,
        int width,
        int height,
        int plays,
        boolean hidden,
        List<MemorySegment> shared,
        List<Note> notes,
        List<Frame> frames) {

    /// Empty for a still picture, and for an inconsistent animation: a frame outside of the
    /// picture, numbers out of order, fewer frames than promised. Such a file is a still picture,
    /// too.
    public static Optional<Apng> of(MemorySegment png) {
        return new ReadApng(png).read();
    }

    /// The pixels of one frame as a PNG of its own.
    public MemorySegment png(Frame frame, SegmentAllocator memory) {
        byte[] own = new byte[Chunk.HEADER_BYTES];
        ByteBuffer said = ByteBuffer.wrap(own).put(header.asByteBuffer());
        said.putInt(0, frame.width()).putInt(4, frame.height());
        long size = Chunk.SIGNATURE.length + Chunk.HEADER_BYTES + 3L * Chunk.FRAME_BYTES;
        for (MemorySegment chunk : shared) {
            size += chunk.byteSize();
        }
        for (MemorySegment part : frame.data()) {
            size += part.byteSize();
        }
        MemorySegment png = memory.allocate(size);
        ByteBuffer out = png.asByteBuffer();
        out.put(Chunk.SIGNATURE);
        Chunk.write(out, "IHDR", List.of(MemorySegment.ofArray(own)));
        shared.forEach(chunk -> out.put(chunk.asByteBuffer()));
        Chunk.write(out, "IDAT", frame.data());
        Chunk.write(out, "IEND", List.of());
        return png;
    }
}
