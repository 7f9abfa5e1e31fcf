/// Five older systems' documented APIs, each in one file over the same calls that /v1 uses: their
/// clients change the base URL and nothing else.
@NullMarked
package org.imgmill.api.compat;

import org.jspecify.annotations.NullMarked;
