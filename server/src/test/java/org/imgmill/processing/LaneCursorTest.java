package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneCursorTest {

    @Test
    void aLaneRemembersTheLastImageItReadWhicheverComesFirst() {
        var cursor = LaneCursor.START.past(0).past(4).past(2);

        assertThat(cursor).isEqualTo(new LaneCursor(4, false, null, 0));
        assertThat(LaneCursor.START.cursor()).isEqualTo(-1);
        assertThat(cursor.past(4)).isSameAs(cursor);
    }

    @Test
    void whoTakesASuspectLaneOverBeginsWithTheImageThatWasTouched() {
        var touching = LaneCursor.at(7).touching(3);

        assertThat(touching).isEqualTo(new LaneCursor(2, true, 3, 0));
        assertThat(LaneCursor.at(1).touching(3).cursor()).isEqualTo(1);
    }

    @Test
    void deathsCountForTheImageThatWasTouchedAndForNoOther() {
        var twice = new LaneCursor(2, true, 3, 2);

        assertThat(twice.touching(3).deaths()).isEqualTo(2);
        assertThat(twice.touching(4).deaths()).isZero();
        assertThat(twice.past(9).deaths()).isEqualTo(2);
    }

    @Test
    void anImageIsGivenUpAfterThreeDeathsOverIt() {
        assertThat(new LaneCursor(2, true, 3, 2).givesUp(3)).isFalse();
        assertThat(new LaneCursor(2, true, 3, 3).givesUp(3)).isTrue();
        assertThat(new LaneCursor(2, true, 3, 4).givesUp(3)).isTrue();
        assertThat(new LaneCursor(2, true, 3, 3).givesUp(4)).isFalse();
        assertThat(new LaneCursor(2, true, null, 3).givesUp(3)).isFalse();
    }
}
