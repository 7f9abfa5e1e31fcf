package org.imgmill.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A-01 | A-01",
                "Mug, large (red) | Mug-large-red",
                "Größe 5 | Größe-5",
                "カップ/杯 | カップ-杯",
                "../../etc/passwd | etc-passwd",
                "a..b | a.b",
                "50% off? | 50-off",
                "`  spaced  ` | spaced",
                "-rf | rf",
                "a\\b:c*d\"e<f>g | a-b-c-d-e-f-g"
            })
    void keepsWhatIsSafeEverywhere(String text, String name) {
        assertThat(SafeName.of(text, 60)).isEqualTo(name);
    }

    @Test
    void isComposedAndHasNoInvisibleCharacters() {
        assertThat(SafeName.of("u\u0308ber", 60)).isEqualTo("\u00FCber");
        assertThat(SafeName.of("a\u202Egnp.exe", 60)).isEqualTo("a-gnp.exe");
        assertThat(SafeName.of("a\u200B\uFEFFb", 60)).isEqualTo("a-b");
        assertThat(SafeName.of("\uD800x", 60)).isEqualTo("x");
    }

    @Test
    void whatIsNothingIsAnUnderscore() {
        assertThat(SafeName.of("", 60)).isEqualTo("_");
        assertThat(SafeName.of("???", 60)).isEqualTo("_");
    }

    @ParameterizedTest
    @CsvSource({
        "con,_con",
        "NUL.txt,_NUL.txt",
        "com1,_com1",
        "LPT9.a.b,_LPT9.a.b",
        "console,console",
        ".hidden,_.hidden",
        "ends.,ends._"
    })
    void aDeviceOfWindowsAndADotAreNoNames(String text, String name) {
        assertThat(SafeName.segment(text)).isEqualTo(name);
    }

    @Test
    void isCutBetweenCharactersToBytesOfAUrl() {
        assertThat(SafeName.of("杯".repeat(50), 30)).isEqualTo("杯".repeat(3));
        assertThat(SafeName.of("a".repeat(50), 30)).hasSize(30);
        assertThat(SafeName.of("𝒳".repeat(9), 25)).isEqualTo("𝒳".repeat(2));
        assertThat(SafeName.of("aaaa-bbbb", 5)).isEqualTo("aaaa");
        // A letter never loses one of two marks: what is left would be another letter.
        assertThat(SafeName.of("abe\u0323\u0304", 9)).isEqualTo("ab");
    }

    @Test
    void whateverIsWrittenTheNameIsSafe() {
        var random = new Random(23);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.appendCodePoint(
                        random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x30000));
            }
            var name = SafeName.segment(SafeName.of(text.toString(), 48));

            assertThat(name).matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}\\p{M}._-]*").doesNotEndWith(".");
            assertThat(Normalizer.isNormalized(name, Normalizer.Form.NFC)).isTrue();
            assertThat(URLEncoder.encode(name, StandardCharsets.UTF_8).length())
                    .isLessThanOrEqualTo(50);
        }
    }
}
