package org.imgmill.transcode.pool;

import java.time.Duration;
import java.util.List;
import org.imgmill.transcode.child.Answer;

/// How one try in one child ended.
public sealed interface Attempt {

    /// @param answers one for each job
    record Answered(List<Answer> answers) implements Attempt {

        public Answered {
            answers = List.copyOf(answers);
        }
    }

    /// The child took too long and was killed.
    record Overdue(Duration deadline) implements Attempt {}

    /// The child died, was killed for its memory, or spoke nonsense and was killed for that.
    record Crashed(String why) implements Attempt {}
}
