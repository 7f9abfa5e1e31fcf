package org.imgmill.processing;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Task data as JSON, so that SQL and people can read it. A field that is missing, because SQL or
/// an older node wrote the task, has Java's zero value; one that only a newer node knows is passed
/// over.
final class LaneSerializer implements Serializer {

    private final JsonMapper json =
            JsonMapper.builder()
                    .disable(
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    @Override
    public byte[] serialize(@Nullable Object data) {
        return json.writeValueAsBytes(data == null ? LaneCursor.START : data);
    }

    @Override
    public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
        return data == null || type == Void.class ? null : json.readValue(data, type);
    }
}
