/// What a file says its colours mean where it carries no ICC profile, and that said as a profile.
@NullMarked
package org.imgmill.transcode.colour;

import org.jspecify.annotations.NullMarked;
