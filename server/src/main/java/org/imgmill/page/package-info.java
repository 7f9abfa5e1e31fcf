/// The web page: where it is served, how long browsers keep it, and what they may do with it.
@ApplicationModule(allowedDependencies = {"storage", "refusals"})
@NullMarked
package org.imgmill.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
