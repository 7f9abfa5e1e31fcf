/// How a request is refused: the closed list of reasons, the one exception that carries them, the
/// form that each API puts them in, and the order of the filters that may refuse.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.imgmill.refusals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
