package org.imgmill.transcode.child;

/// How a job ended inside the child.
sealed interface Outcome permits Made, Answer.Refusal {}
