/// The links this server hands out: they start with the address that the world knows it by, and
/// those to outputs may be signed.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.imgmill.links;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
