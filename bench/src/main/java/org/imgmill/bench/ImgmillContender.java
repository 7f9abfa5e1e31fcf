package org.imgmill.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.imgmill.transcode.jpeg.JpegOptions;
import org.imgmill.transcode.jpeg.JpegRecompressor;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.Recompressed.Refused;

/// Our own requantiser, in this process, measured by its thread's CPU time.
final class ImgmillContender implements Contender {

    private final JpegOptions options = JpegOptions.quality(50);
    private final JpegRecompressor recompressor = new JpegRecompressor();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    ImgmillContender() {
        JpegRecompressor.warmUp();
    }

    @Override
    public String name() {
        return "imgmill";
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
            case Done(var bytes, var width, var height) -> bytes;
            case Refused refused -> throw new IllegalStateException(photo.name() + ": " + refused);
        };
    }

    @Override
    public void close() {}
}
