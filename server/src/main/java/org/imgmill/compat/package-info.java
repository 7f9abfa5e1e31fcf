/// Five older systems' documented APIs, each in one file over the same calls that /v1 uses: their
/// clients change the base URL and nothing else.
@ApplicationModule(
        allowedDependencies = {
            "api :: batches",
            "api :: errors",
            "api :: intake",
            "api :: outputs",
            "auth",
            "batch",
            "catalogue",
            "limits",
            "links",
            "transcode",
            "webhook",
            "refusals"
        })
@NullMarked
package org.imgmill.compat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
