package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FindColumnsTest {

    static List<List<String>> headers() throws IOException {
        return Carried.table("headers.txt");
    }

    @ParameterizedTest
    @MethodSource("headers")
    void columnsGoByTheirNamesAndNearRelatives(List<String> example) throws IOException {
        List<String> columns = Arrays.asList(example.get(0).split("\\|"));

        CatalogueHeader header = new FindColumns(columns).find(1, Dialect.PLAIN);

        assertThat(header.serial() + " " + header.name() + " " + header.urls())
                .isEqualTo(example.get(1));
        assertThat(header.outputColumn()).isEqualTo(example.get(2));
        assertThat(header.columns()).isEqualTo(columns);
    }

    @Test
    void aMissingColumnIsNamedBesideWhatWasFound() throws IOException {
        Problem problem = Collected.of("S. No.,Product Name,Price\n1,A,2\n").refusal();

        assertThat(problem)
                .isEqualTo(
                        new Problem(
                                1,
                                null,
                                ProblemCode.MISSING_COLUMN,
                                "The column \"Input Image Urls\" is missing. The first line must"
                                        + " name the columns; found: \"S. No.\", \"Product Name\","
                                        + " \"Price\"."));
    }

    @Test
    void allMissingColumnsAreOneProblem() throws IOException {
        assertThat(Collected.of("hello world\n").refusal().message())
                .startsWith(
                        "The columns \"S. No.\" and \"Product Name\" and \"Input Image Urls\" are"
                                + " missing.");
    }

    @Test
    void aDoubledColumnIsNamed() throws IOException {
        Problem problem =
                Collected.of("S. No.,Product Name,PRODUCT_NAME,Images\n1,A,B,http://a/1\n")
                        .refusal();

        assertThat(problem)
                .isEqualTo(
                        new Problem(
                                1,
                                "Product Name",
                                ProblemCode.DOUBLED_COLUMN,
                                "2 columns could be \"Product Name\": \"Product Name\","
                                        + " \"PRODUCT_NAME\". Keep one of them or rename the"
                                        + " others."));
    }
}
