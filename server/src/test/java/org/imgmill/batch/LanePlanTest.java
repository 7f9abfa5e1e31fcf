package org.imgmill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.imgmill.batch.LanePlan.Lane;
import org.junit.jupiter.api.Test;

class LanePlanTest {

    private static final int PARTS = 3;
    private static final int WINDOW = 2;

    private final LanePlan plan = new LanePlan(PARTS, WINDOW);

    @Test
    void aSmallHostHasOneLane() {
        assertThat(plan.place("a")).isEqualTo(new ImageId(0, 0));
        assertThat(plan.place("a")).isEqualTo(new ImageId(0, 1));
        assertThat(plan.place("b")).isEqualTo(new ImageId(1, 0));

        assertThat(plan.lanes()).containsExactly(new Lane("a", 0), new Lane("b", 0));
        assertThat(plan.starts()).containsExactly(0, 2);
    }

    @Test
    void aLargeHostOpensALaneForEachFullWindowUpToItsNumberAndGoesRoundThen() {
        var lanes = IntStream.range(0, 8).map(_ -> plan.place("a").lane()).toArray();

        assertThat(lanes).containsExactly(0, 0, 1, 1, 2, 2, 0, 0);
        assertThat(plan.lanes())
                .containsExactly(new Lane("a", 0), new Lane("a", 1), new Lane("a", 2));
        assertThat(plan.starts()).containsExactly(0, 4, 6);
    }

    @Test
    void noTwoImagesHaveTheSamePlaceAndNoNumberIsLeftOut() {
        int hosts = 200;
        int each = 7;
        var places = new HashSet<ImageId>();
        for (int n = 0; n < each; n++) {
            for (int host = 0; host < hosts; host++) {
                places.add(plan.place("host" + host));
            }
        }

        assertThat(places).hasSize(hosts * each);
        assertThat(plan.lanes()).hasSize(hosts * PARTS).doesNotHaveDuplicates();
        var starts = plan.starts();
        for (var place : places) {
            int end = place.lane() + 1 < starts.length ? starts[place.lane() + 1] : hosts * each;
            assertThat(place.number()).isLessThan(end - starts[place.lane()]);
        }
    }

    @Test
    void aCatalogueWithoutImagesHasNoLane() {
        assertThat(plan.lanes()).isEmpty();
        assertThat(plan.starts()).isEmpty();
    }
}
