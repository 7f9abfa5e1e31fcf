package org.imgmill.batch;

import java.util.List;
import org.imgmill.attempt.FailureCode;

/// The failed images of one batch and one reason, by host.
public record Failures(FailureCode code, List<OfHost> hosts) {

    /// URLs as they stand in the catalogue.
    public record OfHost(FailureCode code, String host, int count) {}

    public int count() {
        return hosts.stream().mapToInt(OfHost::count).sum();
    }
}
