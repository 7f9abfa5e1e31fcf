package org.imgmill.compat;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.testing.Server;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people open in a spreadsheet may be asked for in a form that runs nothing there.
class FaceDownloadsTest {

    private final Server server = Server.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/csv/%s.csv",
                "/compat/async-image-processing/static/csv/%s.csv",
                "/api/download/%s",
                "/compat/image-processing-api/api/download/%s",
                "/results/%s_results.csv",
                "/compat/image-processor/results/%s_results.csv"
            })
    void theResultsOfAFaceMayBeMadeSafeForSpreadsheets(String path) {
        var id =
                server.run("S. No.,Product Name,Input Image Urls\n1,=1+1,javascript:1\n")
                        .get("id")
                        .asString();

        assertThat(server.get(path.formatted(id)).body()).contains(",=1+1,");
        assertThat(server.get(path.formatted(id) + "?csv_safe=true").body())
                .contains("'=1+1")
                .doesNotContain(",=1+1");
    }
}
