/// Rounds of mutated input, for tests that try what nobody thought of.
@NullMarked
package org.imgmill.fuzzing;

import org.jspecify.annotations.NullMarked;
