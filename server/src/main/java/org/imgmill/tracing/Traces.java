package org.imgmill.tracing;

import java.util.Map;
import java.util.UUID;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.Outcome;
import org.jspecify.annotations.Nullable;

/// Records what took how long, where somebody collects it.
public interface Traces {

    /// Whether anybody collects it.
    boolean collected();

    /// @param caller the trace that the batch came out of
    void accepted(Batch batch, CallerTrace caller);

    void answered(Upload upload);

    void ended(Batch batch);

    /// A try at an image that is over; what becomes of the image is known.
    void tried(Lanes.Turn turn, Lanes.Due image, Outcome ending, Steps steps);

    /// A try at a delivery that begins now.
    ///
    /// @param host whom it is for
    /// @param number 1 for the first try
    Call call(UUID batch, UUID delivery, String host, int number);

    /// A request to somebody whose own trace may join ours.
    interface Call {

        /// What the request says about the trace (W3C Trace Context).
        Map<String, String> headers();

        /// @param status null if there was no answer
        /// @param error null if all is well
        void ended(@Nullable Integer status, @Nullable String error);
    }
}
