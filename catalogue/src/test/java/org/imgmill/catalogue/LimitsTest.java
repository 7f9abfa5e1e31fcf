package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final String HEADER = "S. No.,Product Name,Images\n";
    private static final CatalogueLimits LIMITS = new CatalogueLimits(1_000, 2_000, 50_000, 100, 9);

    @Test
    void rowsBeyondTheLimitRefuseTheCatalogueAtOnce() throws IOException {
        var endless = new Endless(HEADER, "1,A,http://a/1\n");

        assertThat(refusal(endless, 1 << 30))
                .isEqualTo(
                        new Problem(
                                1_002,
                                null,
                                ProblemCode.TOO_MANY_ROWS,
                                "The catalogue has more than 1,000 rows. Split it into several."));
        assertThat(endless.handedOut).isLessThan(200_000);
    }

    @Test
    void badRowsCountAsRows() throws IOException {
        var endless = new Endless(HEADER, "x,A,http://a/1\n");
        var limits = new CatalogueLimits(1_000, 2_000, 1 << 30, 100, 9);
        var options = CatalogueOptions.standard().with(limits).with(OnBadRow.SKIP);

        Reading reading = Catalogue.read(endless, options, new Collected());

        assertThat(reading).isInstanceOf(Reading.Refused.class);
        var refused = (Reading.Refused) reading;
        assertThat(refused.isTooLarge()).isTrue();
        assertThat(refused.problems().total()).isEqualTo(1_001);
        assertThat(refused.problems().first()).hasSize(100);
        assertThat(refused.problems().first().getFirst().code())
                .isEqualTo(ProblemCode.TOO_MANY_ROWS);
    }

    @Test
    void imagesBeyondTheLimitRefuseTheCatalogueAtOnce() throws IOException {
        var endless = new Endless(HEADER, "1,A,http://a/1 http://a/2 http://a/3\n");

        assertThat(refusal(endless, 1 << 30).message())
                .isEqualTo("The catalogue has more than 2,000 image URLs. Split it into several.");
    }

    @Test
    void bytesBeyondTheLimitRefuseTheCatalogueAtOnce() throws IOException {
        var endless = new Endless(HEADER, "\n");

        assertThat(refusal(endless, 50_000).message())
                .isEqualTo(
                        "The catalogue is larger than 50,000 bytes (unpacked). Split it into"
                                + " several.");
        assertThat(endless.handedOut).isLessThan(200_000);
    }

    @Test
    void packedBytesCountUnpacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((HEADER + "\n".repeat(60_000)).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(packed.size()).isLessThan(1_000);
        assertThat(
                        Collected.of(packed.toByteArray(), CatalogueOptions.standard().with(LIMITS))
                                .refusal()
                                .code())
                .isEqualTo(ProblemCode.TOO_MANY_BYTES);
    }

    @Test
    void aCellIsMeasuredInUtf8() throws IOException {
        CatalogueOptions options = CatalogueOptions.standard().with(LIMITS);

        assertThat(Collected.of(named("a".repeat(100)), options).rows).hasSize(1);
        assertThat(Collected.of(named("é".repeat(50)), options).rows).hasSize(1);
        assertThat(Collected.of(named("é".repeat(51)), options).refusal())
                .isEqualTo(
                        new Problem(
                                2,
                                null,
                                ProblemCode.CELL_TOO_LONG,
                                "A cell is longer than 100 bytes. A double quote that nothing"
                                        + " closes may be the reason."));
    }

    @Test
    void aCellWithoutEndIsRefusedAtOnce() throws IOException {
        for (String opening : new String[] {"1,A,", "1,\"A,"}) {
            var endless = new Endless(HEADER + opening, "x");

            assertThat(refusal(endless, 1 << 30).code()).isEqualTo(ProblemCode.CELL_TOO_LONG);
            assertThat(endless.handedOut).isLessThan(400_000);
        }
    }

    @Test
    void aRowWithoutEndIsRefusedAtOnce() throws IOException {
        var columns = new Endless(HEADER, "1,");
        var wide = new CatalogueLimits(1_000, 2_000, 1 << 30, 100, 1_000);

        assertThat(refusal(columns, 1 << 30).message())
                .isEqualTo("The line has more than 9 cells.");
        assertThat(
                        refused(
                                new Endless(HEADER, "0123456789,"),
                                CatalogueOptions.standard().with(wide)))
                .isEqualTo(
                        new Problem(
                                2,
                                null,
                                ProblemCode.ROW_TOO_LONG,
                                "The row is longer than 800 bytes."));
    }

    private static String named(String name) {
        return HEADER + "1," + name + ",http://a/1\n";
    }

    private static Problem refusal(InputStream in, int maxBytes) throws IOException {
        var limits =
                new CatalogueLimits(
                        LIMITS.maxRows(),
                        LIMITS.maxImages(),
                        maxBytes,
                        LIMITS.maxCellBytes(),
                        LIMITS.maxColumns());
        return refused(in, CatalogueOptions.standard().with(limits));
    }

    private static Problem refused(InputStream in, CatalogueOptions options) throws IOException {
        var collected = new Collected();
        collected.reading = Catalogue.read(in, options, collected);
        return collected.refusal();
    }

    /// A beginning, and then the same text without end.
    private static final class Endless extends InputStream {

        private final byte[] beginning;
        private final byte[] repeated;
        private long handedOut;

        Endless(String beginning, String repeated) {
            this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
            this.repeated = repeated.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            long at = handedOut++;
            return at < beginning.length
                    ? beginning[(int) at]
                    : repeated[(int) ((at - beginning.length) % repeated.length)];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            for (int i = 0; i < length; i++) {
                bytes[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
