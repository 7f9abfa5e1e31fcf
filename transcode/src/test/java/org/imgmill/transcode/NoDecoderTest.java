package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NoDecoderTest {

    @Test
    void withoutAJavaForDecodersJpegsAreMadeAndAllElseIsSaidNotToBePossible() throws Exception {
        try (var transcoder = Transcoder.start(TranscodeLimits.DEFAULT.withJava(null))) {
            byte[] jpeg = Pictures.jpeg(Pictures.photo(320, 200), 0.9f);
            byte[] png = Pictures.png(Pictures.photo(32, 20));

            assertThat(transcoder.transcode(jpeg, jpeg.length, Recipe.DEFAULT))
                    .isInstanceOf(Transcoded.Done.class);
            assertThat(transcoder.children().started()).isZero();
            assertThatThrownBy(() -> transcoder.transcode(png, png.length, Recipe.DEFAULT))
                    .isInstanceOf(Transcoder.NoDecoder.class)
                    .hasMessageContaining("JPEG to JPEG");
        }
    }
}
