/// How much this server takes in: from one key, and at one time.
@ApplicationModule(allowedDependencies = {"auth", "batch", "fetch", "refusals"})
@NullMarked
package org.imgmill.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
