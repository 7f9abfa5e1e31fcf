/// Takes away from a process what decoding does not need, so that a decoder that is taken over by a
/// picture can do nothing but answer nonsense: seccomp, landlock and resource limits, all called
/// from Java.
@NullMarked
package org.imgmill.transcode.confine;

import org.jspecify.annotations.NullMarked;
