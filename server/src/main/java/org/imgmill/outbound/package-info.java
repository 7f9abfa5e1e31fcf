/// The settings `imgmill.outbound.*`, and the one door out that is made of them.
@ApplicationModule(allowedDependencies = {"fetch", "node"})
@NullMarked
package org.imgmill.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
