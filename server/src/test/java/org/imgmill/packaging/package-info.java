/// The packages that people install.
@org.jspecify.annotations.NullMarked
package org.imgmill.packaging;
