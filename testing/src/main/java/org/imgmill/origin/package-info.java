/// A web server on loopback that plays strangers of every kind for the tests.
@NullMarked
package org.imgmill.origin;

import org.jspecify.annotations.NullMarked;
