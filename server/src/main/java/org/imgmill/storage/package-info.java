/// Where outputs live and what links lead to them.
@ApplicationModule(allowedDependencies = {"links"})
@NullMarked
package org.imgmill.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
