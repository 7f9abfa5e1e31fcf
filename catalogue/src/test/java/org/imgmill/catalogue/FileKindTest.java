package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileKindTest {

    private static final String CATALOGUE = "S. No.,Product Name,Images\n1,A,http://a/1\n";

    static List<List<String>> kinds() throws IOException {
        return Carried.table("kinds.txt");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsNoCatalogueIsRefusedByWhatItIs(List<String> kind) throws IOException {
        byte[] start = kind.get(0).translateEscapes().getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(Arrays.copyOf(start, start.length + 600)).refusal().message())
                .startsWith(
                        "This is "
                                + kind.get(1)
                                + ", not a CSV. imgmill takes .csv, .csv.gz and .xlsx.");
    }

    @Test
    void textInEncodingsWithoutAMarkIsRefusedWithWhatToDo() throws IOException {
        assertThat(read(CATALOGUE.getBytes(StandardCharsets.UTF_16LE)).refusal().message())
                .isEqualTo(
                        "This is UTF-16 or UTF-32 text without a byte order mark. Save it as"
                                + " UTF-8.");
        assertThat(read(CATALOGUE.getBytes(Charset.forName("UTF-32LE"))).refusal().code())
                .isEqualTo(ProblemCode.UNREADABLE_TEXT);
        assertThat(
                        read(("\uFEFF" + CATALOGUE).getBytes(Charset.forName("UTF-32BE")))
                                .refusal()
                                .message())
                .isEqualTo("This is UTF-32 text. Save it as UTF-8.");
    }

    @Test
    void anEmptyFileIsRefusedWithWhatItMustHold() throws IOException {
        assertThat(read(new byte[0]).refusal().message())
                .isEqualTo(
                        "The file is empty. Its first line must name the columns \"S. No.\","
                                + " \"Product Name\", \"Input Image Urls\".");
        assertThat(Collected.of("\r\n\n \n").refusal().code())
                .isEqualTo(ProblemCode.MISSING_COLUMN);
        assertThat(Collected.of("S. No.,Product Name,Images\n").refusal().code())
                .isEqualTo(ProblemCode.NO_ROWS);
    }

    @Test
    void aHeaderThatBeginsLikeAProgramIsAHeader() throws IOException {
        assertThat(Collected.of("BMW part;S. No.;Product Name;Images\nx;1;A;http://a/1\n").rows)
                .hasSize(1);
    }

    @Test
    void theOpenReadingNamesAllThatItTakes() throws IOException {
        byte[] old = Arrays.copyOf(HexFormat.of().parseHex("d0cf11e0a1b11ae1"), 600);

        assertThat(Collected.of(old, CatalogueOptions.open()).refusal().message())
                .isEqualTo(
                        "This is an old Excel workbook (.xls) or another old Office file, not a"
                                + " catalogue. imgmill takes CSV, .xlsx, .ods, JSON, feeds and"
                                + " lists of URLs, also as .gz or alone in a ZIP. Open it and save"
                                + " it as .xlsx.");
    }

    @Test
    void gzipInsideGzipIsRefused() throws IOException {
        assertThat(read(gzip(gzip(CATALOGUE.getBytes(StandardCharsets.UTF_8)))).refusal().message())
                .startsWith("This is gzip data inside gzip data, not a CSV.");
    }

    @Test
    void anImageInsideGzipIsRefusedByWhatItIs() throws IOException {
        assertThat(read(gzip("GIF89a".getBytes(StandardCharsets.US_ASCII))).refusal().message())
                .startsWith("This is a GIF image, not a CSV.");
    }

    @Test
    void manyEmptyMembersBeforeTheCatalogueAreReadOver() throws IOException {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            all.write(gzip(new byte[0]));
        }
        all.write(gzip(CATALOGUE.getBytes(StandardCharsets.UTF_8)));

        assertThat(read(all.toByteArray()).rows).hasSize(1);
    }

    @Test
    void gzipThatIsCutOffOrDamagedIsRefused() throws IOException {
        byte[] packed = gzip(CATALOGUE.repeat(5_000).getBytes(StandardCharsets.UTF_8));
        byte[] damaged = packed.clone();
        Arrays.fill(damaged, packed.length / 2, packed.length / 2 + 50, (byte) 0x55);

        for (byte[] bytes :
                List.of(
                        Arrays.copyOf(packed, packed.length - 9),
                        Arrays.copyOf(packed, 5),
                        damaged)) {
            assertThat(read(bytes).problems().first().getFirst().code())
                    .isEqualTo(ProblemCode.DAMAGED_FILE);
        }
    }

    @Test
    void otherArchivesOfTheOfficeKindAreNamed() throws IOException {
        assertThat(read(zip("word/document.xml")).refusal().message())
                .startsWith("This is a Word document,");
        assertThat(read(zip("xl/workbook.bin")).refusal().message())
                .startsWith("This is a binary Excel workbook (.xlsb),");
        assertThat(read(zip("ppt/presentation.xml")).refusal().message())
                .startsWith("This is a PowerPoint presentation,");
        assertThat(read(zip("mimetype", "content.xml")).refusal().message())
                .startsWith("This is an OpenDocument file,");
        assertThat(read(zip("photo.jpg")).refusal().message()).startsWith("This is a ZIP archive,");
    }

    @Test
    void anUploadThatIsCutOffIsNobodysMistakeInTheCatalogue() throws IOException {
        byte[] packed = gzip(CATALOGUE.getBytes(StandardCharsets.UTF_8));

        for (byte[] bytes : List.of(CATALOGUE.getBytes(StandardCharsets.UTF_8), packed)) {
            var cut = new Cut(Arrays.copyOf(bytes, bytes.length - 4));
            assertThatThrownBy(
                            () -> Catalogue.read(cut, CatalogueOptions.standard(), new Collected()))
                    .isInstanceOf(EOFException.class)
                    .hasMessage("connection lost");
            assertThat(cut.closed).isFalse();
        }
    }

    private static Collected read(byte[] bytes) throws IOException {
        return Collected.of(bytes, CatalogueOptions.standard());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] zip(String... names) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return packed.toByteArray();
    }

    /// Fails at its end as a container does when the connection is lost.
    private static final class Cut extends FilterInputStream {

        private boolean closed;

        Cut(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            if (read < 0) {
                throw new EOFException("connection lost");
            }
            return read;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
