/// The parent's side of the child processes: starts, lends, watches, kills and replaces them.
@NullMarked
package org.imgmill.transcode.pool;

import org.jspecify.annotations.NullMarked;
