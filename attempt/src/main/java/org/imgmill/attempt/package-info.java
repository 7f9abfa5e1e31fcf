/// What one try at an image comes to: the closed list of failures with the sentences that owners
/// read, and what an answer means for the image and for its host.
@NullMarked
package org.imgmill.attempt;

import org.jspecify.annotations.NullMarked;
