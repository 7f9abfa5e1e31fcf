package org.imgmill.transcode.apng;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imgmill.transcode.apng.Frame.Disposal;

/// Reads the chunks of an animated PNG in order.
///
/// ```
/// IHDR (palette, colours, acTL, fcTL of the first frame)* -> IDAT* -> (fcTL, fdAT*)* -> IEND
/// ```
final class ReadApng {

    private static final int CONTROL_BYTES = 26;
    private static final int SEQUENCE_BYTES = 4;
    private static final int SHOWN_LONGER = 10;

    private final MemorySegment file;
    private final ByteBuffer png;
    private final List<MemorySegment> shared = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private List<MemorySegment> data = new ArrayList<>();
    private MemorySegment header = MemorySegment.NULL;
    private int width;
    private int height;
    private int promised;
    private int plays;
    private int sequence;
    private boolean started;
    private boolean hidden;
    private Optional<ByteBuffer> control = Optional.empty();

    ReadApng(MemorySegment file) {
        this.file = file;
        this.png = file.asByteBuffer();
    }

    Optional<Apng> read() {
        int at = Chunk.SIGNATURE.length;
        while (at + Chunk.FRAME_BYTES <= png.limit()) {
            int length = png.getInt(at);
            if (length < 0 || length > png.limit() - at - Chunk.FRAME_BYTES) {
                return Optional.empty();
            }
            String type = Chunk.type(png, at);
            if (type.equals("IEND")) {
                return finished();
            }
            if (!take(type, at, length) || (started && promised == 0)) {
                return Optional.empty();
            }
            at += Chunk.FRAME_BYTES + length;
        }
        return Optional.empty();
    }

    private Optional<Apng> finished() {
        return endFrame() && promised > 0 && frames.size() >= promised
                ? Optional.of(
                        new Apng(
                                header,
                                width,
                                height,
                                plays,
                                hidden,
                                List.copyOf(shared),
                                List.copyOf(notes),
                                List.copyOf(frames.subList(0, promised))))
                : Optional.empty();
    }

    /// False where this does not belong here.
    private boolean take(String type, int at, int length) {
        ByteBuffer chunk = png.slice(at + Chunk.DATA, length);
        return switch (type) {
            case "IHDR" -> header(chunk, at);
            case "acTL" -> animation(chunk);
            case "fcTL" -> control(chunk);
            case "IDAT" -> {
                hidden |= !started && control.isEmpty();
                started = true;
                yield hidden || pixels(at + Chunk.DATA, length);
            }
            case "fdAT" ->
                    started
                            && length >= SEQUENCE_BYTES
                            && isNext(chunk)
                            && pixels(at + Chunk.DATA + SEQUENCE_BYTES, length - SEQUENCE_BYTES);
            default -> {
                if (Note.isOne(type)) {
                    notes.add(new Note(type, file.asSlice(at + Chunk.DATA, length)));
                } else if (!started) {
                    shared.add(file.asSlice(at, Chunk.FRAME_BYTES + length));
                }
                yield true;
            }
        };
    }

    private boolean header(ByteBuffer chunk, int at) {
        if (chunk.limit() != Chunk.HEADER_BYTES || !header.equals(MemorySegment.NULL)) {
            return false;
        }
        header = file.asSlice(at + Chunk.DATA, Chunk.HEADER_BYTES);
        width = chunk.getInt(0);
        height = chunk.getInt(4);
        return true;
    }

    private boolean animation(ByteBuffer chunk) {
        if (chunk.limit() != 8 || started) {
            return false;
        }
        promised = chunk.getInt(0);
        plays = chunk.getInt(4);
        return promised > 0 && plays >= 0;
    }

    private boolean control(ByteBuffer chunk) {
        if (chunk.limit() != CONTROL_BYTES || !isNext(chunk) || !endFrame()) {
            return false;
        }
        control = Optional.of(chunk);
        boolean whole = chunk.getInt(4) == width && chunk.getInt(8) == height;
        return fits(chunk) && (started || whole);
    }

    private boolean pixels(int from, int length) {
        data.add(file.asSlice(from, length));
        return control.isPresent();
    }

    private boolean isNext(ByteBuffer chunk) {
        return chunk.getInt(0) == sequence++;
    }

    private boolean fits(ByteBuffer chunk) {
        int across = chunk.getInt(4);
        int down = chunk.getInt(8);
        int left = chunk.getInt(12);
        int top = chunk.getInt(16);
        return across > 0
                && down > 0
                && left >= 0
                && top >= 0
                && (long) left + across <= width
                && (long) top + down <= height
                && Disposal.of(chunk.get(24)).isPresent();
    }

    /// Ends the frame that was begun, if one was. False: it has no pixels.
    private boolean endFrame() {
        if (control.isEmpty()) {
            return true;
        }
        if (data.isEmpty()) {
            return false;
        }
        ByteBuffer said = control.get();
        frames.add(
                new Frame(
                        said.getInt(12),
                        said.getInt(16),
                        said.getInt(4),
                        said.getInt(8),
                        milliseconds(said.getShort(20) & 0xFFFF, said.getShort(22) & 0xFFFF),
                        Disposal.of(said.get(24)).orElseThrow(),
                        said.get(25) == 1,
                        data));
        data = new ArrayList<>();
        control = Optional.empty();
        return true;
    }

    private static int milliseconds(int numerator, int said) {
        double exact = 1000.0 * numerator / (said == 0 ? 100 : said);
        int rounded = (int) Math.round(exact);
        return exact > SHOWN_LONGER ? Math.max(rounded, SHOWN_LONGER + 1) : rounded;
    }
}
