package org.imgmill.tracing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How long the steps of a try at an image took.
///
/// @param took download, transcode (with the wait for a thread) and store, as far as it came
public record Steps(Instant begun, List<Duration> took) {}
