package org.imgmill.batch;

import java.util.List;
import org.imgmill.attempt.FailureCode;
import org.jspecify.annotations.Nullable;

/// The failed images of one batch and one reason, by host.
public record Failures(FailureCode code, List<OfHost> hosts) {

    /// @param count of URLs as they stand in the catalogue
    /// @param detail what was wrong with one of them beyond the code, as a sentence; null when
    ///   there is no more to say
    public record OfHost(FailureCode code, String host, int count, @Nullable String detail) {}

    public int count() {
        return hosts.stream().mapToInt(OfHost::count).sum();
    }
}
