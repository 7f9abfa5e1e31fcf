/// A shop's catalogue in, with line-numbered problems, and its results out: the catalogue library
/// of imgmill, usable on its own.
@NullMarked
package org.imgmill.catalogue;

import org.jspecify.annotations.NullMarked;
