/// Takes files apart into their chunks and leaves out what is not picture: metadata, and whatever
/// hangs behind the end.
@NullMarked
package org.imgmill.transcode.strip;

import org.jspecify.annotations.NullMarked;
