package org.imgmill.inflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class InflatingTest {

    private static final byte[] TEXT = "some words, ".repeat(5000).getBytes(StandardCharsets.UTF_8);

    @Test
    void manyEmptyMembersDoNotOverflowTheStack() throws IOException {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            all.write(gzip(new byte[0]));
        }
        all.write(gzip(TEXT));

        assertThat(Inflating.gzip(in(all.toByteArray())).readAllBytes()).isEqualTo(TEXT);
    }

    @Test
    void membersAreReadOneAfterTheOtherAndOneByteAtATime() throws IOException {
        byte[] two = Arrays.copyOf(gzip(TEXT), 2 * gzip(TEXT).length);
        System.arraycopy(gzip(TEXT), 0, two, two.length / 2, two.length / 2);

        assertThat(Inflating.gzip(in(two)).readAllBytes()).hasSize(2 * TEXT.length);
        var slow =
                new InputStream() {
                    private final InputStream all = in(two);

                    @Override
                    public int read() throws IOException {
                        return all.read();
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        return all.read(into, offset, Math.min(1, length));
                    }
                };
        assertThat(Inflating.gzip(slow).readAllBytes()).hasSize(2 * TEXT.length);
    }

    @Test
    void deflateIsReadWithItsWrapperAndWithout() throws IOException {
        assertThat(Inflating.deflate(in(deflate(false))).readAllBytes()).isEqualTo(TEXT);
        assertThat(Inflating.deflate(in(deflate(true))).readAllBytes()).isEqualTo(TEXT);
    }

    @Test
    void zerosBehindTheEndAreOverlookedAndOtherBytesOnlyWhereTheyMayBe() throws IOException {
        byte[] gzip = gzip(TEXT);
        byte[] zeros = Arrays.copyOf(gzip, gzip.length + 20_000);
        byte[] junk = zeros.clone();
        junk[junk.length - 1] = 'x';

        assertThat(Inflating.gzip(in(zeros)).readAllBytes()).isEqualTo(TEXT);
        assertThat(Inflating.paddedGzip(in(junk)).readAllBytes()).isEqualTo(TEXT);
        assertBroken(Inflating.gzip(in(junk)), "has something behind its end");
    }

    @Test
    void whatIsCutOffOrDamagedIsBroken() throws IOException {
        byte[] gzip = gzip(TEXT);
        for (int length = 1; length < gzip.length; length++) {
            assertBroken(Inflating.gzip(in(Arrays.copyOf(gzip, length))), "is cut off");
        }
        byte[] wrong = gzip.clone();
        wrong[wrong.length - 5] ^= 1;
        assertBroken(Inflating.gzip(in(wrong)), "has a wrong checksum");
        assertBroken(Inflating.gzip(in(TEXT)), "is damaged");
    }

    @Test
    void nothingIsNothing() throws IOException {
        assertThat(Inflating.gzip(in(new byte[0])).readAllBytes()).isEmpty();
    }

    private static void assertBroken(InputStream in, String why) {
        assertThatThrownBy(in::readAllBytes).isInstanceOf(Inflating.Broken.class).hasMessage(why);
    }

    private static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(boolean raw) throws IOException {
        var out = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
        try (OutputStream deflate = new DeflaterOutputStream(out, deflater)) {
            deflate.write(TEXT);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }
}
