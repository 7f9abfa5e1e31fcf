/// What people type: the demo, the one-shot run, keys and the doctor; clients, over HTTP, of the
/// server they start.
@ApplicationModule(
        allowedDependencies = {
            "auth",
            "limits",
            "links",
            "node",
            "output",
            "storage",
            "transcode",
            "refusals"
        })
@NullMarked
package org.imgmill.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
