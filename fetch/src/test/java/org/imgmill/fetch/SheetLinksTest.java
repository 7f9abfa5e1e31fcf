package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetLinksTest {

    private static final String SHEETS = "https://docs.google.com/spreadsheets";

    @ParameterizedTest
    @CsvSource({
        "/d/1AbC-x_9/edit?usp=sharing, /d/1AbC-x_9/export?format=csv",
        "/d/1AbC-x_9/edit#gid=77, /d/1AbC-x_9/export?format=csv&gid=77",
        "/d/1AbC-x_9/edit?gid=77#gid=77, /d/1AbC-x_9/export?format=csv&gid=77",
        "/u/0/d/1AbC-x_9/view?usp=drive_link, /d/1AbC-x_9/export?format=csv",
        "/d/1AbC-x_9, /d/1AbC-x_9/export?format=csv",
        "/d/1AbC-x_9/, /d/1AbC-x_9/export?format=csv",
        "/d/1AbC-x_9/htmlview, /d/1AbC-x_9/export?format=csv",
        "/d/e/2PACX-1v/pubhtml, /d/e/2PACX-1v/pub?output=csv",
        "/d/e/2PACX-1v/pubhtml?gid=5&single=true, /d/e/2PACX-1v/pub?output=csv&gid=5&single=true"
    })
    void aLinkToASheetLeadsToItsCsv(String link, String csv) {
        assertThat(SheetLinks.csv(SHEETS + link)).isEqualTo(SHEETS + csv);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://docs.google.com/spreadsheets/d/1AbC/export?format=xlsx",
                "https://docs.google.com/spreadsheets/d/e/2PACX-1v/pub?output=csv",
                "https://docs.google.com/document/d/1AbC/edit",
                "https://docs.google.com.shop.example/spreadsheets/d/1AbC/edit",
                "https://shop.example/products.csv?from=docs.google.com/spreadsheets/d/1AbC/edit"
            })
    void anyOtherAddressStaysAsItIs(String link) {
        assertThat(SheetLinks.csv(link)).isEqualTo(link);
    }
}
