/// The process that decodes strangers' pictures: one picture at a time, asked for on its standard
/// input and answered on its standard output.
@NullMarked
package org.imgmill.transcode.child;

import org.jspecify.annotations.NullMarked;
