package org.imgmill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyTextTest {

    private final CopyText rows = new CopyText();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 99, 100, 4_294_967_296L, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void aNumberIsWrittenAsJavaWritesIt(long number) {
        assertThat(written(rows.text("a").next().number(number))).isEqualTo("a\t" + number);
    }

    @Test
    void numbersOutgrowTheBuffer() {
        var expected = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            rows.number(i);
            expected.append(i);
        }

        assertThat(written(rows)).isEqualTo(expected.toString());
    }

    @Test
    void whatWouldEndAColumnOrARowIsEscaped() {
        assertThat(written(rows.text("a\tb\nc\rd\\e"))).isEqualTo("a\\tb\\nc\\rd\\\\e");
    }

    @Test
    void aPlainTextIsLeftAsItIs() {
        assertThat(written(rows.text("Käse, \"alt\""))).isEqualTo("Käse, \"alt\"");
    }

    private static String written(CopyText text) {
        return new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8);
    }
}
