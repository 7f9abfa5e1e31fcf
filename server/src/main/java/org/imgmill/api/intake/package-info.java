/// How catalogues and lists of images arrive: forms, fields, limits, and what makes a batch of
/// them.
@NamedInterface("intake")
@NullMarked
package org.imgmill.api.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
