package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Catalogues in a ZIP archive, and OpenDocument, which is one.
class PackedTest {

    private static final byte[] CSV =
            "id,name,image\nA-1,Mug,http://a/1.jpg\n".getBytes(StandardCharsets.UTF_8);

    private static final String ODS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
              xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
              xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:spreadsheet>
            <table:table table:name="Info"><table:table-row><table:table-cell><text:p>Read me</text:p></table:table-cell></table:table-row></table:table>
            <table:table table:name="Products">
            <table:table-row><table:table-cell><text:p>Our mugs</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
            <table:table-row><table:table-cell><text:p>SKU</text:p></table:table-cell><table:table-cell><text:p>Name</text:p></table:table-cell><table:table-cell/><table:table-cell><text:p>Photo</text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell><text:p>A-1</text:p></table:table-cell><table:table-cell><text:p>Mug<text:s/>one</text:p></table:table-cell><table:table-cell/><table:table-cell><text:p><text:a xlink:href="http://a/1.jpg">front</text:a></text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell><text:p>A-2</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>http://a/2.jpg</text:p><text:p>http://a/3.jpg</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
            </table:table></office:spreadsheet></office:body></office:document-content>
            """;

    @TempDir Path scratch;

    @Test
    void theOnlyFileOfAnArchiveIsTheCatalogue() throws IOException {
        byte[] zip = zip("shop/products.csv", CSV, "__MACOSX/._products.csv", new byte[] {1});

        assertThat(read(zip).urls()).containsExactly(List.of("http://a/1.jpg"));
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anArchiveOfSeveralFilesOrOfArchivesIsRefusedWithWhatToDo() throws IOException {
        assertThat(read(zip("a.csv", CSV, "b.csv", CSV)).refusal().message())
                .isEqualTo(
                        "This is a ZIP archive of 2 files. Pack one catalogue, or send it as it is.");
        assertThat(read(zip("a.zip", zip("b.zip", zip("c.csv", CSV)))).refusal().code())
                .isEqualTo(ProblemCode.NOT_A_CATALOGUE);
    }

    @Test
    void aSheetOfOpenDocumentIsFoundWithItsLinksAndItsRowsAreCountedAsShown() throws IOException {
        byte[] ods =
                zip(
                        "mimetype",
                        "application/vnd.oasis.opendocument.spreadsheet"
                                .getBytes(StandardCharsets.US_ASCII),
                        "content.xml",
                        ODS.getBytes(StandardCharsets.UTF_8));

        Collected read = read(ods);

        assertThat(read.urls())
                .containsExactly(
                        List.of("http://a/1.jpg"), List.of("http://a/2.jpg", "http://a/3.jpg"));
        assertThat(read.rows).extracting(CatalogueRow::line).containsExactly(5L, 6L);
        assertThat(read.rows.getFirst().name()).isEqualTo("Mug one");
        assertThat(read.understood().form())
                .isEqualTo(
                        new Understanding.Form(
                                "ods", null, null, "Products", List.of("Info", "Products")));
    }

    @Test
    void anOldWorkbookIsRefusedWithWhatToDo() throws IOException {
        byte[] xls = {
            (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
        };

        assertThat(read(xls).refusal().message()).endsWith("Open it and save it as .xlsx.");
    }

    private Collected read(byte[] bytes) throws IOException {
        return Collected.of(
                bytes,
                new CatalogueOptions(
                        OnBadRow.REJECT, null, CatalogueLimits.DEFAULT, scratch, Mapping.NONE));
    }

    private static byte[] zip(Object... namesAndBytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndBytes.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
                zip.write((byte[]) namesAndBytes[i + 1]);
            }
        }
        return out.toByteArray();
    }
}
