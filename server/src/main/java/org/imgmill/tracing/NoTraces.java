package org.imgmill.tracing;

import java.util.Map;
import java.util.UUID;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.Outcome;
import org.jspecify.annotations.Nullable;

/// Nobody collects traces.
final class NoTraces implements Traces {

    private record NoCall() implements Call {

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public void ended(@Nullable Integer status, @Nullable String error) {}
    }

    private static final Call NO_CALL = new NoCall();

    @Override
    public boolean collected() {
        return false;
    }

    @Override
    public void accepted(Batch batch, CallerTrace caller) {}

    @Override
    public void answered(Upload upload) {}

    @Override
    public void ended(Batch batch) {}

    @Override
    public void tried(Lanes.Turn turn, Lanes.Due image, Outcome ending, Steps steps) {}

    @Override
    public Call call(UUID batch, UUID delivery, String host, int number) {
        return NO_CALL;
    }
}
