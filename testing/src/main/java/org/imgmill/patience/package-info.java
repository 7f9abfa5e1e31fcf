/// The end of a test class that would never end.
///
/// Uses: nothing.
@NullMarked
package org.imgmill.patience;

import org.jspecify.annotations.NullMarked;
