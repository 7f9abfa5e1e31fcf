package org.imgmill.fetch;

import java.time.Duration;
import java.util.Optional;

/// How one attempt to post something ended.
public sealed interface Posted permits Posted.Answered, Unreached {

    /// The server answered, whatever it says; redirects are not followed.
    ///
    /// @param retryAfter when the server asked us to come back
    /// @param excerpt the first kilobyte of the answer, for nobody but the one who owns the address
    record Answered(int status, Optional<Duration> retryAfter, String excerpt) implements Posted {}
}
