package org.imgmill.batch;

import java.util.UUID;
import org.imgmill.transcode.Recipe;
import org.jspecify.annotations.Nullable;

/// What an upload asks for, before its first row is read.
///
/// @param name the file's name, or what a JSON client called it
/// @param face the API face it came through
/// @param priority higher goes first, -100 to 100
/// @param owner the key it came with; null: none was asked for
/// @param maxFailures end the batch early after so many failed images; null: never
public record NewBatch(
        String name,
        Face face,
        @Nullable UUID owner,
        Recipe recipe,
        int priority,
        @Nullable FailureLimit maxFailures) {

    public NewBatch {
        if (priority < -100 || priority > 100) {
            throw new IllegalArgumentException("priority is -100 to 100, not " + priority);
        }
    }
}
