/// Who is asking and what they may do: keys, sessions, the rules of a server without keys, and the
/// log of who did what.
@ApplicationModule(allowedDependencies = {"links", "node", "refusals"})
@NullMarked
package org.imgmill.auth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
