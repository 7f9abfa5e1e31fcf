/// The documentation that the server hands out of itself: OpenAPI, the two pages that show it, and
/// the list of problems that every error links to.
@NullMarked
package org.imgmill.api.docs;

import org.jspecify.annotations.NullMarked;
