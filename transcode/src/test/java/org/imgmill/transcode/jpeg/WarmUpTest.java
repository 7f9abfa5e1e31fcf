package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.junit.jupiter.api.Test;

/// What warms the codec up is what it will meet later: sound pictures, each taken.
class WarmUpTest {

    @Test
    void everyPictureOfTheWarmUpIsSoundAndTaken() throws IOException {
        List<byte[]> samples = WarmUp.samples();
        assertThat(samples).isNotEmpty();
        var recompressor = new JpegRecompressor();
        for (byte[] sample : samples) {
            Exact.decodeWithoutWarnings("warm-up", sample);
            assertThat(recompressor.recompress(sample, sample.length, JpegOptions.quality(50)))
                    .isInstanceOf(Done.class);
        }
    }

    @Test
    void warmingUpTwiceIsHarmless() {
        JpegRecompressor.warmUp();
        JpegRecompressor.warmUp();
        byte[] sample = WarmUp.samples().getFirst();
        assertThat(
                        new JpegRecompressor()
                                .recompress(sample, sample.length, JpegOptions.quality(50)))
                .isInstanceOf(Done.class);
    }
}
