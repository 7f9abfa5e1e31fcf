/// Webhooks and their deliveries as /v1 takes and shows them.
@NamedInterface("webhooks")
@NullMarked
package org.imgmill.api.webhooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
