package org.imgmill.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What `run` says on the standard output: to people, or to a program.
sealed interface Saying extends Watch.Progress permits TextSaying, JsonSaying {

    /// @param again whether a run that was stopped goes on
    void begun(BatchAnswer batch, boolean again);

    /// What lies in the folder at the end.
    ///
    /// @param workbook the results in the workbook that the catalogue came as; null: it was none
    /// @param errors null: no image failed
    /// @param changes null: there was no run before
    record Written(
            Path results, @Nullable Path workbook, @Nullable Path errors, @Nullable Path changes) {}

    void ended(BatchAnswer batch, Duration took, Written written);

    /// Nothing came of it; the standard error says so too.
    void refused(String why);
}
