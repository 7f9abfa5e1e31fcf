package org.imgmill.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What `run` says on the standard output: to people, or to a program.
sealed interface Saying extends Watch.Progress permits TextSaying, JsonSaying {

    /// @param again whether a run that was stopped goes on
    void begun(BatchAnswer batch, boolean again);

    /// @param errors null: no image failed
    void ended(BatchAnswer batch, Duration took, Path results, @Nullable Path errors);

    /// Nothing came of it; the standard error says so too.
    void refused(String why);
}
