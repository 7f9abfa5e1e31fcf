package org.imgmill.transcode.child;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.transcode.Transcoded.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {

    @ParameterizedTest
    @CsvSource({
        "VipsJpeg: premature end of JPEG image,CORRUPT",
        "VipsJpeg: Unsupported JPEG data precision 12,UNSUPPORTED_FORMAT",
        "tiff2vips: LZMA compression support is not configured,UNSUPPORTED_FORMAT",
        "heif: Memory allocation error: Security limit exceeded,TOO_MANY_PIXELS",
        "vips_tracked: out of memory --- size == 381MB,TRANSCODER_CRASH",
        "VipsJpeg: Insufficient memory (case 4),TRANSCODER_CRASH"
    })
    void complaintsOfLibvipsHaveReasons(String complaint, Reason reason) {
        assertThat(Refusals.of(complaint).reason()).isEqualTo(reason);
    }

    @Test
    void aComplaintIsSaidOnceAndInOneLine() {
        Answer.Refusal refusal = Refusals.of("a: bad\na: bad\n b: worse " + "x".repeat(500));

        assertThat(refusal.detail()).startsWith("a: bad; b: worse x").hasSize(300);
    }
}
