/// A thin binding to libvips: operations by name, images, errors; it knows nothing of imgmill.
@NullMarked
package org.imgmill.transcode.vips;

import org.jspecify.annotations.NullMarked;
