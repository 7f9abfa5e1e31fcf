package org.imgmill.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaneSerializerTest {

    private final LaneSerializer serializer = new LaneSerializer();

    @Test
    void aLaneComesBackAsItWasWritten() {
        var lane = LaneCursor.at(41).touching(40);

        assertThat(serializer.deserialize(LaneCursor.class, serializer.serialize(lane)))
                .isEqualTo(lane);
    }

    @Test
    void aLaneThatHasNoDataYetStartsAtItsFirstImage() {
        assertThat(serializer.deserialize(LaneCursor.class, serializer.serialize(null)))
                .isEqualTo(LaneCursor.START);
        assertThat(serializer.deserialize(LaneCursor.class, null)).isNull();
    }

    @Test
    void aTaskThatLacksFieldsOrHasMoreOfThemCanStillBeRun() {
        assertThat(read("{\"cursor\": 7}")).isEqualTo(LaneCursor.at(7));
        assertThat(read("{\"cursor\": 7, \"colour\": \"blue\"}")).isEqualTo(LaneCursor.at(7));
    }

    private @Nullable LaneCursor read(String json) {
        return serializer.deserialize(LaneCursor.class, json.getBytes(UTF_8));
    }
}
