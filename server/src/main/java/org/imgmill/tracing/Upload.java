package org.imgmill.tracing;

import java.time.Instant;
import java.util.UUID;

/// A request that a batch came with, once it is answered.
///
/// @param route the path of the API that it asked for
/// @param begun when it came
record Upload(
        CallerTrace caller, UUID batch, String method, String route, Instant begun, int status) {}
