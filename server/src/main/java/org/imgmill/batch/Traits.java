package org.imgmill.batch;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.imgmill.transcode.Glance;
import org.jspecify.annotations.Nullable;

/// What tells an image from others and finds it again at another size.
///
/// @param checksum of the bytes that came; with their number and the glance it tells pictures apart
///   that nobody made to be alike
public record Traits(Glance glance, int checksum) {

    public static int checksum(byte[] input, int length) {
        var crc = new CRC32C();
        crc.update(input, 0, length);
        return (int) crc.getValue();
    }

    /// As a row keeps it.
    static byte @Nullable [] bytes(@Nullable Traits traits) {
        return traits == null
                ? null
                : ByteBuffer.allocate(Glance.BYTES + Integer.BYTES)
                        .put(traits.glance.bytes())
                        .putInt(traits.checksum)
                        .array();
    }

    static @Nullable Traits read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new Traits(Glance.read(buffer), buffer.getInt());
    }
}
