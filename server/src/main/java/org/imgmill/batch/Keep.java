package org.imgmill.batch;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// How long a batch and its outputs stay after it ended, if that was said.
public sealed interface Keep {

    /// As long as `imgmill.retention` says.
    record AsSet() implements Keep {}

    /// Until somebody deletes it.
    record ForEver() implements Keep {}

    record Until(Instant time) implements Keep {}

    /// As the database has it, where `infinity` is later than all times.
    static Keep of(@Nullable OffsetDateTime stored) {
        return stored == null
                ? new AsSet()
                : stored.equals(OffsetDateTime.MAX) ? new ForEver() : new Until(stored.toInstant());
    }

    default @Nullable OffsetDateTime stored() {
        return switch (this) {
            case AsSet() -> null;
            case ForEver() -> OffsetDateTime.MAX;
            case Until(var time) -> time.atOffset(ZoneOffset.UTC);
        };
    }
}
