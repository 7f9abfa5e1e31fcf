package org.imgmill.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import org.imgmill.transcode.jpeg.Effort;
import org.imgmill.transcode.jpeg.JpegOptions;
import org.imgmill.transcode.jpeg.JpegRecompressor;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.Recompressed.Refused;
import org.imgmill.transcode.jpeg.Scans;

/// Our own requantiser, in this process, measured by its thread's CPU time.
final class ImgmillContender implements Contender {

    private final JpegOptions options;
    private final JpegRecompressor recompressor = new JpegRecompressor();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /// With the least effort, as version 1.0 did.
    ImgmillContender() {
        this(50, Effort.FAST);
    }

    ImgmillContender(int quality, Effort effort) {
        Scans scans = effort == Effort.FAST ? Scans.BASELINE : Scans.AUTO;
        options = JpegOptions.quality(quality).with(effort, scans);
        JpegRecompressor.warmUp();
    }

    @Override
    public String name() {
        return options.effort().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public double milliseconds(Photo photo) {
        long before = threads.getCurrentThreadCpuTime();
        output(photo);
        return (threads.getCurrentThreadCpuTime() - before) / 1e6;
    }

    @Override
    public byte[] output(Photo photo) {
        return switch (recompressor.recompress(photo.bytes(), photo.bytes().length, options)) {
            case Done(var bytes, var width, var height, var _) -> bytes;
            case Refused refused -> throw new IllegalStateException(photo.name() + ": " + refused);
        };
    }

    @Override
    public void close() {}
}
