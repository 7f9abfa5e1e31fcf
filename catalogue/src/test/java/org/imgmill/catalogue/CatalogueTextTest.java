package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTextTest {

    private static final String HEADER = "S. No.,Product Name,Images\n";
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @Test
    void bytesThatAreNotUtf8AreWindows1252AndAWarningSaysSo() throws IOException {
        Collected read = named("Käse “fein” 5 €".getBytes(WINDOWS));

        assertThat(read.rows.getFirst().name()).isEqualTo("Käse “fein” 5 €");
        assertThat(read.read().warnings())
                .containsExactly(
                        new Warning(
                                "windows_1252",
                                "Read as Windows-1252, because the bytes are not UTF-8. If names"
                                        + " look wrong, save the file as UTF-8 and upload it"
                                        + " again."));
    }

    @Test
    void theFiveBytesThatWindows1252LeavesOpenAreKept() throws IOException {
        byte[] name = {'x', (byte) 0x81, (byte) 0x8D, (byte) 0x8F, (byte) 0x90, (byte) 0x9D};

        assertThat(named(name).rows.getFirst().name()).isEqualTo("x\u0081\u008D\u008F\u0090\u009D");
    }

    @Test
    void inAMixtureOnlyWhatIsNotUtf8IsWindows1252() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("Käse ".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("Käse ".getBytes(WINDOWS));
        bytes.writeBytes("日本".getBytes(StandardCharsets.UTF_8));

        Collected read = named(bytes.toByteArray());

        assertThat(read.rows.getFirst().name()).isEqualTo("Käse Käse 日本");
        assertThat(read.read().warnings())
                .extracting(Warning::code)
                .containsExactly("mixed_encodings");
    }

    @Test
    void aCharacterCutOffByTheEndOfTheFileIsNoReasonToRefuse() throws IOException {
        byte[] cut = (HEADER + "1,A,http://a/1\n2,B,http://a/é").getBytes(StandardCharsets.UTF_8);

        Collected read =
                Collected.of(Arrays.copyOf(cut, cut.length - 1), CatalogueOptions.standard());

        assertThat(read.urls()).last().isEqualTo(List.of("http://a/Ã"));
    }

    @Test
    void utf16ThatIsCutOffIsRefused() throws IOException {
        byte[] bytes = ("\uFEFF" + HEADER + "1,A,http://a/1\n").getBytes(StandardCharsets.UTF_16LE);

        Collected read =
                Collected.of(Arrays.copyOf(bytes, bytes.length - 1), CatalogueOptions.standard());

        assertThat(read.refusal().code()).isEqualTo(ProblemCode.UNREADABLE_TEXT);
    }

    @Test
    void nulCharactersAreRefusedWithTheirLine() throws IOException {
        Problem problem = named(new byte[] {'a', 0, 'b'}).refusal();

        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.code()).isEqualTo(ProblemCode.NUL_CHARACTER);
        assertThat(problem.message()).doesNotContain("\0");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyBytesDecodeToTheSameTextHoweverTheyAreAskedFor(long seed) throws IOException {
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[random.nextInt(200_000)];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                bytes =
                        ("日本é" + "x".repeat(random.nextInt(70_000)) + "\uD83D\uDE00")
                                .repeat(3)
                                .getBytes(StandardCharsets.UTF_8);
            }

            assertThat(decoded(bytes, random, 3)).isEqualTo(decoded(bytes, random, 60_000));
        }
    }

    private static String decoded(byte[] bytes, Random random, int most) throws IOException {
        var text = new StringBuilder();
        char[] buffer = new char[most];
        try (var reader = new CatalogueText(new ByteArrayInputStream(bytes))) {
            int read = 0;
            while (read >= 0) {
                text.append(buffer, 0, read);
                read = reader.read(buffer, 0, 1 + random.nextInt(most));
            }
        }
        return text.toString();
    }

    private static Collected named(byte[] name) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((HEADER + "1,").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(name);
        bytes.writeBytes(",http://a/1\n".getBytes(StandardCharsets.US_ASCII));
        return Collected.of(bytes.toByteArray(), CatalogueOptions.standard());
    }
}
