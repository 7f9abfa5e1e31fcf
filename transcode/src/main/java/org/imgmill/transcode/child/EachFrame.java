package org.imgmill.transcode.child;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// Does the same to every frame of an animation, whose frames libvips stacks in one image.
final class EachFrame {

    private static final String DELAY = "delay";
    private static final String LOOP = "loop";
    private static final List<String> METADATA =
            List.of("icc-profile-data", "exif-data", "xmp-data", "iptc-data");

    private EachFrame() {}

    /// @param image a picture or an animation, in memory
    static Image of(Scope scope, Image image, List<Step> steps) throws VipsException {
        int frames = count(image);
        if (frames == 1) {
            return run(scope, image, steps);
        }
        MemorySegment pages = MemorySegment.NULL;
        int width = 0;
        int height = 0;
        int bands = 0;
        long pageBytes = 0;
        for (int i = 0; i < frames; i++) {
            try (Scope own = scope.nested()) {
                Image made = run(own, frame(own, image, i), steps);
                MemorySegment pixels = own.operation("rawsave_buffer").image(made).toBuffer();
                if (i == 0) {
                    width = made.width();
                    height = made.height();
                    bands = made.bands();
                    pageBytes = pixels.byteSize();
                    pages = scope.allocate(pageBytes * frames);
                }
                pages.asSlice(i * pageBytes, pageBytes).copyFrom(pixels);
            }
        }
        Image all = scope.image(pages, width, height * frames, bands);
        all.set("page-height", height);
        all.set("n-pages", frames);
        return withWhatItHad(image, all);
    }

    /// How many frames are loaded.
    static int count(Image image) {
        return Math.max(1, image.height() / Math.max(1, image.pageHeight()));
    }

    /// One frame of an image in memory.
    static Image frame(Scope scope, Image image, int number) throws VipsException {
        int height = image.pageHeight();
        return Cut.out(scope, image, new Box(0, number * height, image.width(), height));
    }

    private static Image run(Scope scope, Image picture, List<Step> steps) throws VipsException {
        Image image = picture;
        for (Step step : steps) {
            image = step.of(scope, image);
        }
        return image;
    }

    private static Image withWhatItHad(Image before, Image after) throws VipsException {
        if (before.has(DELAY)) {
            after.set(DELAY, before.integers(DELAY));
        }
        if (before.has(LOOP)) {
            after.set(LOOP, before.integer(LOOP));
        }
        Image image = after;
        for (String field : METADATA) {
            if (before.has(field)) {
                image = image.with(field, before.bytes(field));
            }
        }
        return image;
    }
}
