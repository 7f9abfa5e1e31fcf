package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.origin.Origin;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FailurePercentageTest {

    private static final int IN_FLIGHT = 4 * 8;

    private final Server server = Server.shared();
    private final byte[] photo = Pictures.jpeg(32, 24);
    @AutoClose private final Origin origin = Origin.start();

    @Test
    void aBatchOfWhichTooManyOfAHundredFailIsGivenUpWhenAThousandHaveEnded() {
        var gate = new Gate(origin, 200);

        var batch = server.run(sixtyOfAHundredMissing(1_000) + gate.rows(), "max_failures", "50%");

        assertThat(batch.get("status").asString()).isEqualTo("failed");
        assertThat(batch.at("/counts/processed").asInt()).isEqualTo(1_000);
        assertThat(batch.at("/counts/failed").asInt()).isEqualTo(600);
        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(400);
        gate.open();
        assertThat(
                        origin.requests().stream()
                                .filter(request -> request.path().startsWith("/gated/")))
                .as("what was in flight, and no more")
                .hasSizeLessThanOrEqualTo(IN_FLIGHT);
    }

    @Test
    void aPercentageGivesUpNoBatchOfWhichFewerThanAThousandHaveEnded() {
        var batch = server.run(sixtyOfAHundredMissing(999), "max_failures", "1%");

        assertThat(batch.get("status").asString()).isEqualTo("completed_with_errors");
        assertThat(batch.at("/counts/processed").asInt()).isEqualTo(999);
    }

    @Test
    void aPercentageThatIsNotReachedGivesUpNothing() {
        var batch = server.run(sixtyOfAHundredMissing(1_100), "max_failures", "70%");

        assertThat(batch.get("status").asString()).isEqualTo("completed_with_errors");
        assertThat(batch.at("/counts/failed").asInt()).isEqualTo(660);
        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(440);
    }

    private String sixtyOfAHundredMissing(int images) {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < images; i++) {
            boolean missing = i % 5 < 3;
            if (!missing) {
                origin.serve("/" + i, photo);
            }
            csv.append(row(i, "/" + i));
        }
        return csv.toString();
    }

    private String row(int number, String path) {
        return "%d,Mug,%s\n".formatted(number, origin.url(path));
    }
}
