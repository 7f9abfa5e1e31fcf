package org.imgmill.transcode.child;

import java.lang.foreign.MemorySegment;
import java.util.Base64;
import java.util.Map;
import org.imgmill.transcode.vips.Operation;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.Vips;
import org.imgmill.transcode.vips.VipsException;

/// Runs every codec once, on a picture of our own, so that libvips loads its late parts while files
/// can still be opened.
final class Rehearsal {

    /// 16 x 16 pixels of one colour.
    private static final byte[] PNG =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mNocFAg"
                                    + "CTGMahjVMHw1AAB3KeABgCE/BAAAAABJRU5ErkJggg==");

    private static final Map<String, String> LOADER_OF_SAVER =
            Map.of(
                    "jpegsave_buffer", "jpegload_buffer",
                    "webpsave_buffer", "webpload_buffer",
                    "gifsave_buffer", "gifload_buffer",
                    "heifsave_buffer", "heifload_buffer",
                    "tiffsave_buffer", "tiffload_buffer");

    private Rehearsal() {}

    static void run(Vips vips) {
        LOADER_OF_SAVER.forEach((saver, loader) -> run(vips, saver, loader));
    }

    private static void run(Vips vips, String saver, String loader) {
        try (var scope = new Scope(vips)) {
            MemorySegment png = scope.allocate(PNG.length);
            png.copyFrom(MemorySegment.ofArray(PNG));
            var image = scope.operation("pngload_buffer").buffer(png).toImage().inMemory();
            Operation save = scope.operation(saver).image(image);
            if (saver.equals("heifsave_buffer")) {
                save = save.option("compression", "av1").option("effort", 0);
            }
            scope.operation(loader).buffer(save.toBuffer()).toImage().inMemory();
        } catch (VipsException e) {
            // This libvips lacks that codec: pictures that need it are refused for it, one by one.
            return;
        }
    }
}
