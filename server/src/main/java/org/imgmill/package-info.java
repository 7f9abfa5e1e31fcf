/// imgmill: catalogues of images in, the same catalogues lighter out.
@NullMarked
package org.imgmill;

import org.jspecify.annotations.NullMarked;
