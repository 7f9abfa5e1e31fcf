/// The only door to addresses that strangers chose: address guard, limits and timeouts for
/// downloads and webhooks.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.imgmill.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
