/// Where outputs live and what links lead to them.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.imgmill.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
