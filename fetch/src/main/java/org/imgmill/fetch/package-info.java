/// The guarded way out, usable on its own: downloads from, and posts to, addresses that strangers
/// chose, behind an address guard, limits and timeouts.
@NullMarked
package org.imgmill.fetch;

import org.jspecify.annotations.NullMarked;
