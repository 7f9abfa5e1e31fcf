/// Where outputs live and what links lead to them.
@ApplicationModule(allowedDependencies = {"links", "node"})
@NullMarked
package org.imgmill.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
