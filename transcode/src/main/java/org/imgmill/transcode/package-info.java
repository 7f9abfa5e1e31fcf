/// Bytes and a recipe in, bytes out, or why not: the image library of imgmill, usable on its own.
@NullMarked
package org.imgmill.transcode;

import org.jspecify.annotations.NullMarked;
