package org.imgmill.processing;

import java.time.Duration;
import java.util.Optional;
import org.imgmill.batch.Seen;
import org.imgmill.fetch.Version;
import org.jspecify.annotations.Nullable;

/// The version of a file as a download knows it, and as it is remembered.
public final class Versions {

    private Versions() {}

    /// The version to ask its host with; empty: nothing is remembered to ask with.
    public static Optional<Version> toAskWith(Seen.Version remembered) {
        return remembered.at() == null
                ? Optional.empty()
                : Optional.of(
                        new Version(
                                remembered.at(),
                                remembered.etag(),
                                remembered.lastModified(),
                                Duration.ZERO));
    }

    /// @param said null: the host said nothing
    public static Seen.Version toRemember(@Nullable Version said) {
        if (said == null) {
            return new Seen.Version(null, null, null, 0);
        }
        boolean isNamed = said.etag() != null || said.lastModified() != null;
        return new Seen.Version(
                isNamed ? said.at() : null,
                said.etag(),
                said.lastModified(),
                (int) said.fresh().toSeconds());
    }
}
