/// What the first bytes of a file say it is, and how large, before anything is decoded.
@NullMarked
package org.imgmill.transcode.header;

import org.jspecify.annotations.NullMarked;
