package org.imgmill.transcode.child;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.imgmill.transcode.ImageFormat;
import org.imgmill.transcode.Transcoded.Reason;

/// What a child says.
public sealed interface Answer {

    /// The child has loaded libvips and waits for work.
    ///
    /// @param unconfined what it could not be kept from on this system; empty: nothing
    record Ready(String unconfined) implements Answer {}

    record Picture(ImageFormat format, int width, int height, byte[] bytes) implements Answer {}

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
                yield new Picture(format, width, height, Wire.exactly(bytes, in));
            }
            default -> throw new Wire.Garbled("an answer called " + type);
        };
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
                });
    }
}
