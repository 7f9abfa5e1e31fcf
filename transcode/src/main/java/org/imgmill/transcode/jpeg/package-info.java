/// JPEG to JPEG without decoding to pixels: the DCT coefficients are read, requantised and written.
@NullMarked
package org.imgmill.transcode.jpeg;

import org.jspecify.annotations.NullMarked;
