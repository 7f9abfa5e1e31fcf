/// Measures imgmill beside its rivals, interleaved on the same machine; never shipped.
@NullMarked
package org.imgmill.bench;

import org.jspecify.annotations.NullMarked;
