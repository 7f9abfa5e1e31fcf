package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunningLanesTest {

    private static final int PLACES = 100;
    private static final int PER_BATCH = 64;

    private final RunningLanes lanes = new RunningLanes(PLACES, PER_BATCH);
    private final UUID batch = UUID.randomUUID();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void noPickCanGiveABatchMoreWorkingLanesThanItsNumberWhateverItFinds() {
        for (int pick = 0; pick < 20; pick++) {
            var room = lanes.room(1_000, Set.of());
            if (room.full().contains(batch)) {
                break;
            }
            pick(room.limit());
        }

        assertThat(lanes.working()).isBetween(PER_BATCH * 3 / 4, PER_BATCH);
        assertThat(lanes.room(1_000, Set.of()).full()).containsExactly(batch);
    }

    @Test
    void lanesThatSleptAndComeBackCountAsMuchAsThoseThatNeverDid() {
        var places = pick(lanes.room(1_000, Set.of()).limit());
        places.forEach(RunningLanes.Place::end);
        pick(lanes.room(1_000, Set.of()).limit());

        assertThat(lanes.working()).isEqualTo(PER_BATCH);
        assertThat(lanes.room(1_000, Set.of()).full()).containsExactly(batch);
    }

    @Test
    void aLaneThatOnlyWaitsHoldsNoPlaceAndTakesOneWithoutAskingWhenItGoesOn() {
        var places = pick(PER_BATCH);
        places.forEach(RunningLanes.Place::waits);

        assertThat(lanes.working()).isZero();
        assertThat(lanes.count()).isEqualTo(PER_BATCH);
        assertThat(lanes.room(1_000, Set.of()).full()).isEmpty();

        places.forEach(RunningLanes.Place::works);
        places.getFirst().works();
        assertThat(lanes.working()).isEqualTo(PER_BATCH);

        places.forEach(RunningLanes.Place::end);
        assertThat(lanes.working()).isZero();
        assertThat(lanes.count()).isZero();
    }

    @Test
    void whereThereWasNoRoomThePickIsMadeAgainAsSoonAsThereIs() {
        var place = pick(1).getFirst();
        lanes.whenThereIsRoom(asked::incrementAndGet);
        lanes.remember(new RunningLanes.Room(5, Set.of()), 3);
        assertThat(asked).as("all that was due was found").hasValue(0);

        lanes.remember(new RunningLanes.Room(0, Set.of()), 0);
        asked.set(0);
        place.waits();
        assertThat(asked).hasValue(1);
    }

    @Test
    void aBatchThatWasLeftOutIsLookedForWhenItMayBeginImagesAgain() {
        lanes.whenThereIsRoom(asked::incrementAndGet);
        lanes.remember(new RunningLanes.Room(5, Set.of(batch)), 3);

        lanes.admit(UUID.randomUUID());
        assertThat(asked).hasValue(0);
        lanes.admit(batch);
        lanes.admit(batch);
        assertThat(asked).as("once").hasValue(1);
    }

    @Test
    void halfOfThePlacesIsCountedOverTheLanesThatWork() {
        var owner = new RunningLanes.Owner(UUID.randomUUID());
        var places = pick(PLACES / 2);
        places.forEach(place -> place.belongsTo(owner));
        assertThat(lanes.ownerOfHalf()).contains(owner);

        places.getFirst().waits();
        assertThat(lanes.ownerOfHalf()).isEmpty();
    }

    private List<RunningLanes.Place> pick(int count) {
        var places = new ArrayList<RunningLanes.Place>();
        for (int i = 0; i < count; i++) {
            places.add(lanes.pick(batch + "/" + UUID.randomUUID(), batch));
        }
        return places;
    }
}
