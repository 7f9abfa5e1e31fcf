package org.imgmill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {

    @Test
    void aReasonBecomesASentenceAndSaysWhatToDo() {
        assertThat(Explanation.of(" the file ends early ", "Export it again."))
                .isEqualTo("The file ends early. Export it again.");
        assertThat(Explanation.of("It ends early.", "Export it again."))
                .isEqualTo("It ends early. Export it again.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VipsJpeg: premature end of JPEG image",
                "vipspng: libpng read error",
                "tiff2vips: read error at scanline 88; got 3704 bytes, expected 7680",
                "source: bad seek to 8197; source: bad seek to 4236; heif: Invalid",
                "gifload_buffer: Unexpected end of GIF source data"
            })
    void complaintsOfDecodersAboutAnEndAreSaidInWordsOfTheirOwner(String complaint) {
        assertThat(Explanation.of(complaint, "Export it again."))
                .isEqualTo("The file ends before its picture does. Export it again.");
    }

    @Test
    void otherComplaintsOfDecodersAreSaidInWordsOfTheirOwnerToo() {
        assertThat(Explanation.of("webp: unable to parse image", "Export it again."))
                .isEqualTo("What the file says of its picture does not add up. Export it again.");
        assertThat(Explanation.of("HEIC (HEVC) is not supported", "Export it as JPEG or PNG."))
                .isEqualTo("HEIC (HEVC) is not supported. Export it as JPEG or PNG.");
    }

    @Test
    void whereNoReasonWasWrittenDownNothingIsSaid() {
        assertThat(Explanation.of(null, "Export it again.")).isNull();
        assertThat(Explanation.of("", "Export it again.")).isNull();
        assertThat(Explanation.of(" \t", "Export it again.")).isNull();
    }
}
