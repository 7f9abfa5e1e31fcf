/// The address that the world knows this server by: every link it hands out starts with it.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.imgmill.links;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
