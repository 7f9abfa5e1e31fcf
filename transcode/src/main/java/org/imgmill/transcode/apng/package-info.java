/// Animated PNGs: taken apart into plain PNGs, drawn frame by frame, and put together again.
@NullMarked
package org.imgmill.transcode.apng;

import org.jspecify.annotations.NullMarked;
