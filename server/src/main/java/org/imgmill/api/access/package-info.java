/// Keys, sessions and the audit log as /v1 shows them.
@NamedInterface("access")
@NullMarked
package org.imgmill.api.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
