/// Batches as /v1 shows them: their state, their images and products, and live events.
@NamedInterface("batches")
@NullMarked
package org.imgmill.api.batches;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
