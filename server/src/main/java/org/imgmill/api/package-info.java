/// JSON over HTTP: imgmill's own API under /v1, one package for each task.
@ApplicationModule(
        allowedDependencies = {
            "auth",
            "limits",
            "attempt",
            "links",
            "node",
            "batch",
            "catalogue",
            "fetch",
            "inflate",
            "output",
            "processing",
            "storage",
            "transcode",
            "webhook",
            "refusals"
        })
@NullMarked
package org.imgmill.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
