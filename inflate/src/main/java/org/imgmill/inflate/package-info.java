/// Undoes gzip and deflate for downloads, uploads and catalogues alike.
@NullMarked
package org.imgmill.inflate;

import org.jspecify.annotations.NullMarked;
