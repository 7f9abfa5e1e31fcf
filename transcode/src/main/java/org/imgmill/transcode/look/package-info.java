/// How alike two pictures look to a person, as a number.
@NullMarked
package org.imgmill.transcode.look;

import org.jspecify.annotations.NullMarked;
