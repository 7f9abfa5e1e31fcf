/// One image from its URL to its ending, and the lane that drives many of them.
@ApplicationModule(
        allowedDependencies = {
            "attempt",
            "batch",
            "fetch",
            "node",
            "output",
            "storage",
            "tracing",
            "transcode"
        })
@NullMarked
package org.imgmill.processing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
