package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.IMAGE;
import static org.imgmill.fetch.DownloadsTest.body;
import static org.imgmill.fetch.DownloadsTest.bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.imgmill.fetch.Download.TooLarge;
import org.imgmill.fetch.Download.Truncated;
import org.imgmill.fetch.Download.Undecodable;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CodingsTest {

    private static final int LIMIT = 4_000_000;

    private final Origin origin = Origin.start();
    private Door door;

    @BeforeEach
    void open(@TempDir Path folder) {
        door = Door.in(folder).allowingLoopback().with(s -> s.maxBytes(LIMIT)).open();
    }

    @AfterEach
    void close() {
        door.close();
        origin.close();
    }

    @Test
    void noneIsAskedFor() throws InterruptedException {
        assertThat(body(fetch("identity", IMAGE))).isEqualTo(IMAGE);
        assertThat(origin.requests().getFirst().header("accept-encoding")).isEqualTo("identity");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 100_000, 3_000_000})
    void areUndoneAllTheSame(int size) throws Exception {
        byte[] bytes = bytes(size);

        assertThat(body(fetch("gzip", gzip(bytes)))).isEqualTo(bytes);
        assertThat(body(fetch("X-GZIP", gzip(bytes)))).isEqualTo(bytes);
        assertThat(body(fetch("deflate", deflate(bytes, false)))).isEqualTo(bytes);
        assertThat(body(fetch("deflate", deflate(bytes, true)))).isEqualTo(bytes);
    }

    @Test
    void threeAreUndoneInTheirOrderAndFourAreNot() throws Exception {
        byte[] three = gzip(deflate(gzip(IMAGE), false));

        assertThat(body(fetch("gzip, deflate, identity, gzip", three))).isEqualTo(IMAGE);
        assertThat(fetch("gzip, deflate, gzip, gzip", gzip(three)))
                .isEqualTo(new Undecodable("sent more than 3 content codings"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "compress", "gzip, br", "aes128gcm"})
    void othersAreRefused(String coding) throws Exception {
        assertThat(fetch(coding, gzip(IMAGE)))
                .isEqualTo(
                        new Undecodable(
                                "sent a content coding that nobody asked for: "
                                        + coding.replace("gzip, ", "")));
    }

    @Test
    void aBombEndsAtTheLimitOfDecodedBytes() throws Exception {
        byte[] bomb = gzip(new byte[LIMIT + 1]);

        assertThat(bomb).hasSizeLessThan(10_000);
        assertThat(fetch("gzip", bomb)).isEqualTo(new TooLarge(LIMIT));
        assertThat(fetch("gzip, gzip", gzip(bomb))).isEqualTo(new TooLarge(LIMIT));
        assertThat(body(fetch("gzip", gzip(new byte[LIMIT])))).hasSize(LIMIT);
    }

    @Test
    void aBombThatIsSmallAtItsEndIsABombAllTheSame() throws Exception {
        byte[] emptyMember = gzip(new byte[0]);
        byte[] members = new byte[emptyMember.length * (LIMIT / emptyMember.length + 1)];
        for (int i = 0; i < members.length; i += emptyMember.length) {
            System.arraycopy(emptyMember, 0, members, i, emptyMember.length);
        }

        assertThat(fetch("gzip, gzip", gzip(members))).isEqualTo(new TooLarge(LIMIT));
    }

    @Test
    void manyEmptyMembersAreAnEmptyBody() throws Exception {
        byte[] emptyMember = gzip(new byte[0]);
        var members = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            members.write(emptyMember);
        }

        assertThat(body(fetch("gzip", members.toByteArray()))).isEmpty();
    }

    @Test
    void membersFollowEachOther() throws Exception {
        var members = new ByteArrayOutputStream();
        members.write(gzip(IMAGE));
        members.write(gzip(IMAGE));

        assertThat(body(fetch("gzip", members.toByteArray()))).hasSize(2 * IMAGE.length);
    }

    @Test
    void aGzipHeaderMayHoldAnyOfItsFields() throws Exception {
        byte[] plain = gzip(IMAGE);
        var rich = new ByteArrayOutputStream();
        rich.write(new byte[] {0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0});
        rich.write(new byte[] {3, 0, 'a', 'b', 'c'});
        rich.write(new byte[] {'n', 0, 'c', 0, 1, 2});
        rich.write(plain, 10, plain.length - 10);

        assertThat(body(fetch("gzip", rich.toByteArray()))).isEqualTo(IMAGE);
    }

    @Test
    void everyTruncationIsNoticed() throws Exception {
        byte[] whole = gzip(IMAGE);
        for (int length = 1; length < whole.length; length++) {
            assertThat(fetch("gzip", Arrays.copyOf(whole, length)))
                    .isEqualTo(new Truncated("sent a compressed body that is cut off"));
        }
        byte[] deflated = deflate(IMAGE, true);
        for (int length = 1; length < deflated.length; length++) {
            assertThat(fetch("deflate", Arrays.copyOf(deflated, length)))
                    .isInstanceOf(Truncated.class);
        }
    }

    @Test
    void aWrongChecksumIsNoticed() throws Exception {
        byte[] wrong = gzip(IMAGE);
        wrong[wrong.length - 5] ^= 1;

        assertThat(fetch("gzip", wrong))
                .isEqualTo(new Truncated("sent a compressed body that has a wrong checksum"));
    }

    @Test
    void whatIsNotCompressedIsBroken() throws Exception {
        assertThat(fetch("gzip", IMAGE))
                .isEqualTo(new Truncated("sent a compressed body that is damaged"));
        byte[] deflated = deflate(IMAGE, false);
        assertThat(fetch("deflate", Arrays.copyOf(deflated, deflated.length + 1)))
                .isEqualTo(
                        new Truncated("sent a compressed body that has something behind its end"));
    }

    @Test
    void whatStandsBehindTheLastMemberIsOverlooked() throws Exception {
        byte[] gzip = gzip(IMAGE);

        assertThat(body(fetch("gzip", Arrays.copyOf(gzip, gzip.length + 20_000)))).isEqualTo(IMAGE);
        assertThat(body(fetch("identity", IMAGE))).isEqualTo(IMAGE);
        assertThat(origin.connections()).isOne();
    }

    private Download fetch(String coding, byte[] body) throws InterruptedException {
        origin.play("/", Parts.ok("Content-Encoding: " + coding + "\n", body));
        return door.downloads().fetch(origin.url("/"));
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] bytes, boolean raw) throws IOException {
        var out = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
        try (OutputStream deflate = new DeflaterOutputStream(out, deflater)) {
            deflate.write(bytes);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }
}
