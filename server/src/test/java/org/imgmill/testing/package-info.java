/// A running server for tests that talk to it as its users do, and pictures to feed it.
@NullMarked
package org.imgmill.testing;

import org.jspecify.annotations.NullMarked;
