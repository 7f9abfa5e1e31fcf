package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;

/// Rows of which a page of the usual length would fill the memory.
class LongRowsTest {

    private static final int ROWS = 20;
    private static final Server SERVER = Server.shared();

    @Test
    void productsWithLongRowsComeFewAtATimeAndAllOfThem() {
        var batch = SERVER.run(catalogue()).get("id").asString();
        var rows = new ArrayList<Integer>();
        int pages = 0;
        for (String after = ""; after != null; pages++) {
            var page =
                    Server.json(
                            SERVER.get(
                                            "/v1/batches/%s/products?limit=1000%s"
                                                    .formatted(batch, after))
                                    .body());
            page.get("data").forEach(product -> rows.add(product.get("row").asInt()));
            var next = page.get("next");
            after = next.isNull() ? null : "&after=" + next.asString();
        }

        assertThat(pages).isGreaterThan(1);
        assertThat(rows).isEqualTo(IntStream.rangeClosed(1, ROWS).boxed().toList());
        assertThat(SERVER.get("/v1/batches/%s/results.csv".formatted(batch)).body().lines())
                .hasSize(ROWS + 1);
    }

    @Test
    void aPageThatIsFullOfShortRowsSaysWhetherOthersFollow() {
        var batch =
                SERVER.run(
                                "S. No.,Product Name,Input Image Urls\n"
                                        + "1,Mug,http://127.0.0.1:1/a\n".repeat(5))
                        .get("id")
                        .asString();
        var path = "/v1/batches/" + batch + "/products?limit=";

        assertThat(Server.json(SERVER.get(path + 4).body()).get("next").asString()).isEqualTo("4");
        for (var enough : List.of(5, 6)) {
            var page = Server.json(SERVER.get(path + enough).body());
            assertThat(page.get("data")).hasSize(5);
            assertThat(page.get("next").isNull()).isTrue();
        }
    }

    private static String catalogue() {
        var random = new Random(1);
        var bytes = new byte[60_000];
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls,Note\n");
        for (int row = 1; row <= ROWS; row++) {
            random.nextBytes(bytes);
            csv.append("%d,Mug,http://127.0.0.1:1/a,".formatted(row));
            csv.append(Base64.getEncoder().encodeToString(bytes)).append('\n');
        }
        return csv.toString();
    }
}
