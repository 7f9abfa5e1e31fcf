package org.imgmill.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A catalogue that comes again: each time makes a batch, a run of it.
///
/// @param owner the key that made it; null: none was asked for
/// @param feed how fetching it went
/// @param last the run that was taken in last; null: none yet, or it was deleted
public record LastingCatalogue(
        UUID id,
        @Nullable UUID owner,
        Said said,
        Feed feed,
        Instant created,
        Instant updated,
        @Nullable UUID last) {

    /// What its owner says of it.
    ///
    /// @param preset that its uploads get; null: what `body` says
    /// @param body recipe, outputs and template of names as they were handed in, as JSON
    /// @param freshFor how long an image is not asked for again
    /// @param originFreshFor the same for as long as its host says, but at most this
    /// @param removesGone whether only the outputs of the last run stay
    /// @param fetched where from and when
    public record Said(
            String name,
            @Nullable String preset,
            String body,
            Duration freshFor,
            Duration originFreshFor,
            boolean removesGone,
            Fetched fetched) {}

    /// Where it is fetched from, and when.
    ///
    /// @param source null: it comes with its uploads
    /// @param schedule a time or a cron expression; null: it is fetched when somebody asks for it
    /// @param zone of the cron expression
    /// @param paused whether it is only fetched when somebody asks for it
    public record Fetched(
            @Nullable String source, @Nullable String schedule, String zone, boolean paused) {

        public static final Fetched NOT = new Fetched(null, null, "UTC", false);
    }

    /// How fetching it went, and when it is next.
    ///
    /// @param base the address that the server was asked at when it was said
    /// @param asked when it was fetched last, or found unchanged; null: never
    /// @param error why fetching failed; null: it did not
    /// @param version what the last run was made of, as its host calls it
    public record Feed(
            @Nullable String base,
            @Nullable Instant next,
            boolean now,
            @Nullable Instant asked,
            @Nullable String error,
            Seen.Version version) {}
}
