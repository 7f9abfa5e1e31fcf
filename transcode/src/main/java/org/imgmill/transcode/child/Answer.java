package org.imgmill.transcode.child;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.imgmill.transcode.Glance;
import org.imgmill.transcode.ImageFormat;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.look.Pixels;
import org.imgmill.transcode.look.Window;
import org.jspecify.annotations.Nullable;

/// What a child says.
public sealed interface Answer {

    /// The child has loaded libvips and waits for work.
    ///
    /// @param unconfined what it could not be kept from on this system; empty: nothing
    record Ready(String unconfined) implements Answer {}

    /// @param seeThrough whether anything shows through it, where its pixels are shown
    /// @param pixels null where they were not asked for, or cannot be shown
    /// @param glance null: nobody looked
    record Picture(
            ImageFormat format,
            int width,
            int height,
            byte[] bytes,
            boolean seeThrough,
            @Nullable Pixels pixels,
            @Nullable Glance glance)
            implements Answer {}

    /// The child did its work, and there is no picture.
    record Refusal(Reason reason, String detail) implements Answer, Outcome {}

    /// The child cannot work at all.
    record Unable(String detail) implements Answer {}

    /// Reads one answer; anything that is none ends in an exception, never in a large allocation.
    ///
    /// @param maxBytes no picture may be larger
    static Answer read(InputStream in, int maxBytes) throws IOException {
        int length = Wire.headLength(ByteBuffer.wrap(Wire.exactly(Wire.PREFIX_BYTES, in)));
        DataInputStream head = Wire.head(Wire.exactly(length, in));
        String type = head.readUTF();
        return switch (type) {
            case "ready" -> new Ready(head.readUTF());
            case "unable" -> new Unable(head.readUTF());
            case "refusal" -> new Refusal(Wire.name(Reason.class, head), head.readUTF());
            case "picture" -> {
                ImageFormat format = Wire.name(ImageFormat.class, head);
                int width = head.readInt();
                int height = head.readInt();
                int bytes = head.readInt();
                if (bytes < 0 || bytes > maxBytes) {
                    throw new Wire.Garbled("a picture of " + bytes + " bytes");
                }
                boolean seeThrough = head.readBoolean();
                int shownWidth = head.readInt();
                int shownHeight = head.readInt();
                Glance glance = glance(head);
                byte[] file = Wire.exactly(bytes, in);
                Pixels pixels = pixels(shownWidth, shownHeight, in);
                yield new Picture(format, width, height, file, seeThrough, pixels, glance);
            }
            default -> throw new Wire.Garbled("an answer called " + type);
        };
    }

    private static @Nullable Glance glance(DataInputStream head) throws IOException {
        if (!head.readBoolean()) {
            return null;
        }
        byte[] bytes = new byte[Glance.BYTES];
        head.readFully(bytes);
        return Glance.read(ByteBuffer.wrap(bytes));
    }

    private static @Nullable Pixels pixels(int width, int height, InputStream in)
            throws IOException {
        if (width < 0 || height < 0 || (long) width * height > Window.MOST_PIXELS) {
            throw new Wire.Garbled("pixels of " + width + " x " + height);
        }
        int n = width * height;
        return n == 0 ? null : Pixels.of(width, height, Wire.exactly(3 * n, in));
    }

    static byte[] ready(String unconfined) {
        return Wire.frame(
                out -> {
                    out.writeUTF("ready");
                    out.writeUTF(unconfined);
                });
    }

    static byte[] unable(String detail) {
        return Wire.frame(
                out -> {
                    out.writeUTF("unable");
                    out.writeUTF(detail);
                });
    }

    static byte[] refusal(Refusal refusal) {
        return Wire.frame(
                out -> {
                    out.writeUTF("refusal");
                    out.writeUTF(refusal.reason.name());
                    out.writeUTF(refusal.detail);
                });
    }

    /// The head only: the bytes themselves go from libvips's memory to the pipe.
    static byte[] picture(Made made) {
        return Wire.frame(
                out -> {
                    out.writeUTF("picture");
                    out.writeUTF(made.format().name());
                    out.writeInt(made.width());
                    out.writeInt(made.height());
                    out.writeInt(made.file().remaining());
                    out.writeBoolean(made.shown().seeThrough());
                    out.writeInt(made.shown().width());
                    out.writeInt(made.shown().height());
                    Glance glance = made.glance();
                    out.writeBoolean(glance != null);
                    if (glance != null) {
                        out.write(glance.bytes());
                    }
                });
    }
}
