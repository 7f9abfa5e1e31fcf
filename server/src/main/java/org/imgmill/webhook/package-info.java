/// Who wants to know that a batch ended: signed deliveries, their retries and their log.
@ApplicationModule(
        allowedDependencies = {"links", "batch", "fetch", "output", "tracing", "refusals"})
@NullMarked
package org.imgmill.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
