/// Single images on demand: what a recipe would make of one, and how a batch's image arrived.
@NamedInterface("preview")
@NullMarked
package org.imgmill.api.preview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
