package org.imgmill.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A catalogue that comes again: each time it does is a batch, a run of it.
///
/// @param owner the key that made it; null: none was asked for
/// @param last the run that was taken in last; null: none yet, or it was deleted
public record LastingCatalogue(
        UUID id,
        @Nullable UUID owner,
        Said said,
        Instant created,
        Instant updated,
        @Nullable UUID last) {

    /// What its owner says of it.
    ///
    /// @param preset that its uploads get; null: what `body` says
    /// @param body recipe, outputs and template of names as they were handed in, as JSON
    /// @param freshFor how long an image is not asked for again
    /// @param originFreshFor the same where its host says so, however much longer that says
    /// @param removesGone whether only the outputs of the last run stay
    public record Said(
            String name,
            @Nullable String preset,
            String body,
            Duration freshFor,
            Duration originFreshFor,
            boolean removesGone) {}
}
