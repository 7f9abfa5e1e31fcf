/// JSON over HTTP: the native faces of imgmill under /v1, problem+json errors and live events.
@ApplicationModule(
        allowedDependencies = {
            "auth",
            "limits",
            "links",
            "batch",
            "catalogue",
            "outbound",
            "processing",
            "storage",
            "transcode",
            "webhook"
        })
@NullMarked
package org.imgmill.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
