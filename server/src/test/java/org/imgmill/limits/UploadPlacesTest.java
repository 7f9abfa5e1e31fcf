package org.imgmill.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UploadPlacesTest {

    private static final UUID GREEDY = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);

    private final AtomicLong clock = new AtomicLong();
    private final UploadPlaces places = new UploadPlaces(8, clock::get);

    /// @return how many places a key gets of so many that it asks for
    private long take(UUID key, int tries) {
        return IntStream.range(0, tries).filter(_ -> places.take(key)).count();
    }

    @Test
    void aKeyThatIsAloneHasAllPlacesAndNoMore() {
        assertThat(take(GREEDY, 20)).isEqualTo(8);
    }

    @Test
    void whoComesWhenOneKeyHasAllPlacesFindsHalfAsManyMore() {
        take(GREEDY, 8);

        assertThat(take(OTHER, 20)).isEqualTo(4);
        assertThat(take(THIRD, 1)).isZero();
    }

    @Test
    void aKeyHasHalfOfThePlacesWhileAnotherHasOne() {
        take(OTHER, 1);

        assertThat(take(GREEDY, 20)).isEqualTo(4);
        assertThat(take(THIRD, 20)).isEqualTo(3);
    }

    @Test
    void aKeyHasHalfOfThePlacesWhileAnotherWasJustRefusedOne() {
        take(GREEDY, 8);
        take(OTHER, 4);
        take(THIRD, 1);
        for (int i = 0; i < 4; i++) {
            places.giveBack(OTHER);
        }
        for (int i = 0; i < 5; i++) {
            places.giveBack(GREEDY);
        }

        assertThat(take(GREEDY, 20)).as("it has three").isEqualTo(1);
        clock.addAndGet(UploadPlaces.STILL_WANTED.toNanos() + 1);
        assertThat(take(GREEDY, 20)).as("nobody wants one any more").isEqualTo(4);
    }

    @Test
    void aSinglePlaceIsAnybodys() {
        var one = new UploadPlaces(1, clock::get);

        assertThat(one.take(GREEDY)).isTrue();
        assertThat(one.take(OTHER)).isFalse();
        one.giveBack(GREEDY);
        assertThat(one.take(OTHER)).isTrue();
    }

    @Test
    void uploadsWithoutAKeyShareTheirsLikeThoseOfOneKey() {
        for (int i = 0; i < 8; i++) {
            places.take(null);
        }

        assertThat(places.take(null)).isFalse();
        assertThat(places.take(OTHER)).isTrue();
    }
}
