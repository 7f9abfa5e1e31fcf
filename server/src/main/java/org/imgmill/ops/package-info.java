/// What keeps a node healthy: the data directory, the embedded PostgreSQL, metrics, retention.
@ApplicationModule(
        allowedDependencies = {
            "links",
            "batch",
            "node",
            "postgres",
            "storage",
            "transcode",
            "webhook",
            "refusals"
        })
@NullMarked
package org.imgmill.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
