package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsWriterTest {

    private static final CatalogueOptions SKIP = CatalogueOptions.standard().with(OnBadRow.SKIP);

    @Test
    void onlyTheUrlsThatFailedStayInTheRow() throws IOException {
        Collected read =
                Collected.of(
                        """
                        S. No.,Images,Product Name,Colour
                        1,"http://a/1,http://a/2,http://a/w_1,h_2/3",Vase,red
                        """);

        String errors = errors(read, List.of("http://a/2", "http://a/w_1,h_2/3"), false);

        assertThat(errors)
                .isEqualTo(
                        """
                        S. No.,Images,Product Name,Colour,Error Row,Error Codes,Error Messages
                        1,"http://a/2,http://a/w_1,h_2/3",Vase,red,2,"dns,dns","http://a/2: no such \
                        host | http://a/w_1,h_2/3: no such host"
                        """
                                .replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a/1 foo http://a/2,b",
                "foo http://a/1",
                "foo http://a/2,b",
                "foo http://a/1 bar http://a/2",
                "http://a/1 foo",
                "fo\"o http://a/1 b\\r http://a/2"
            })
    void uploadedAgainItRetriesExactlyWhatFailed(String urls) throws IOException {
        Collected read = Collected.of("S. No.;Product Name;Images\n1;A;http://a/1\n");
        List<String> failed = List.of(urls.split(" ", -1));

        Collected again =
                Collected.of(
                        errors(read, failed, false).getBytes(StandardCharsets.UTF_8),
                        CatalogueOptions.standard());

        assertThat(again.urls()).containsExactly(failed);
        assertThat(again.read().header().columns())
                .containsExactly("S. No.", "Product Name", "Images");
        assertThat(again.rows.getFirst().cells()).hasSize(3);
    }

    @Test
    void rowsThatWereSkippedComeBackWithTheirProblemsAndFailAgainUntilMended() throws IOException {
        Collected read =
                Collected.of(
                        """
                        S. No.,Product Name,Images
                        1,Vase,http://a/1
                        x,,http://a/2
                        3,Bowl,http://a/3,http://a/4
                        """
                                .getBytes(StandardCharsets.UTF_8),
                        SKIP);
        var out = new ByteArrayOutputStream();
        try (var errors = new ErrorsWriter(out, read.read().header(), false)) {
            for (BadRow row : read.badRows) {
                errors.skipped(row);
            }
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        S. No.,Product Name,Images,Error Row,Error Codes,Error Messages
                        x,,http://a/2,3,"bad_serial,missing_name","S. No.: ""x"" is not a whole \
                        number. Write a number such as 2. | Product Name: The cell is empty. Every \
                        product needs a name."
                        3,Bowl,http://a/3,4,too_many_cells,"The row has 4 cells, the header has 3. \
                        Put double quotes around a list of URLs.",http://a/4
                        """
                                .replace("\n", "\r\n"));
        Collected again = Collected.of(out.toByteArray(), CatalogueOptions.standard());
        assertThat(again.problems().first())
                .extracting(Problem::code)
                .containsExactly(
                        ProblemCode.BAD_SERIAL,
                        ProblemCode.MISSING_NAME,
                        ProblemCode.TOO_MANY_CELLS);
        assertThat(again.badRows.getLast().cells())
                .containsExactly("3", "Bowl", "http://a/3", "http://a/4");
    }

    @Test
    void columnsOfTheUsersOwnThatAreOnlyAlikeAreKept() throws IOException {
        Collected read =
                Collected.of(
                        """
                        S. No.,Product Name,Images,Error Codes,Error Messages
                        1,A,http://a/1,E1,M1
                        """);

        assertThat(read.cells()).containsExactly(List.of("1", "A", "http://a/1", "E1", "M1"));
    }

    @Test
    void whatIsWrittenHereNeverStartsAFormula() throws IOException {
        Collected read = Collected.of("S. No.,Product Name,Images\n1,=1+1,@SUM(A1)\n");

        String errors = errors(read, List.of("@SUM(A1)"), false);

        assertThat(errors).endsWith("1,=1+1,'@SUM(A1),2,dns,'@SUM(A1): no such host\r\n");
    }

    @Test
    void csvSafeNeutralisesTheUsersOwnCellsToo() throws IOException {
        Collected read =
                Collected.of("S. No.,Product Name,=Images,+x\n-1,\"\t=1\",http://a/1,@y\n");

        assertThat(errors(read, List.of("http://a/1"), true))
                .isEqualTo(
                        """
                        S. No.,Product Name,'=Images,'+x,Error Row,Error Codes,Error Messages
                        '-1,'\t=1,http://a/1,'@y,2,dns,http://a/1: no such host
                        """
                                .replace("\n", "\r\n"));
    }

    private static String errors(Collected read, List<String> failed, boolean csvSafe)
            throws IOException {
        CatalogueRow row = read.rows.getFirst();
        var out = new ByteArrayOutputStream();
        try (var errors = new ErrorsWriter(out, read.read().header(), csvSafe)) {
            errors.failed(
                    row.line(),
                    row.cells(),
                    failed.stream()
                            .map(url -> new FailedImage(0, url, "dns", "no such host"))
                            .toList());
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
