/// The sample catalogue: its pictures come from this server, so that it works without the internet.
@ApplicationModule(allowedDependencies = {"links", "fetch"})
@NullMarked
package org.imgmill.samples;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
