package org.imgmill.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.imgmill.auth.Key;
import org.imgmill.auth.Scope;
import org.imgmill.limits.KeyUse;
import org.jspecify.annotations.Nullable;

/// A key as the terminal shows it.
///
/// @param limits that hold for it
/// @param own which of them were said for it alone
record KeyLine(
        String id,
        String name,
        String starts,
        List<String> scopes,
        @JsonProperty("last_used_at") @Nullable String lastUsedAt,
        @JsonProperty("revoked_at") @Nullable String revokedAt,
        Limits limits,
        @JsonProperty("own_limits") Limits own) {

    private static final String LINE = "%-36s  %-8s  %-16s  %-24s  %11s  %12s  %8s  %s";

    static final String HEADER =
            LINE.formatted(
                    "id",
                    "starts",
                    "scopes",
                    "last used",
                    "uploads/min",
                    "images/day",
                    "batches",
                    "name");

    /// A server of version 1.0 says nothing of limits.
    KeyLine {
        limits = Objects.requireNonNullElse(limits, Limits.NONE);
        own = Objects.requireNonNullElse(own, Limits.NONE);
    }

    record Limits(
            @JsonProperty("uploads_per_minute") @Nullable Long uploads,
            @JsonProperty("images_per_day") @Nullable Long images,
            @JsonProperty("concurrent_batches") @Nullable Long batches) {

        private static final Limits NONE = new Limits(null, null, null);

        private static Limits of(
                @Nullable Integer uploads, @Nullable Long images, @Nullable Integer batches) {
            return new Limits(wide(uploads), images, wide(batches));
        }

        private static @Nullable Long wide(@Nullable Integer limit) {
            return limit == null ? null : Long.valueOf(limit);
        }
    }

    static KeyLine of(Key key, KeyUse.Limits limits) {
        return new KeyLine(
                key.id().toString(),
                key.name(),
                key.starts(),
                key.scopes().stream().sorted().map(Scope::word).toList(),
                key.lastUsed() == null ? null : key.lastUsed().toString(),
                key.revoked() == null ? null : key.revoked().toString(),
                Limits.of(
                        limits.uploadsPerMinute(),
                        limits.imagesPerDay(),
                        limits.concurrentBatches()),
                Limits.of(
                        key.limits().uploadsPerMinute(),
                        key.limits().imagesPerDay(),
                        key.limits().concurrentBatches()));
    }

    String text() {
        var line =
                LINE.formatted(
                        id,
                        starts,
                        String.join(",", scopes),
                        Objects.requireNonNullElse(lastUsedAt, "never"),
                        limit(limits.uploads(), own.uploads()),
                        limit(limits.images(), own.images()),
                        limit(limits.batches(), own.batches()),
                        name);
        return revokedAt == null ? line : line + "  (revoked " + revokedAt + ")";
    }

    private static String limit(@Nullable Long limit, @Nullable Long own) {
        if (limit == null) {
            return "-";
        }
        return own == null ? "(" + limit + ")" : limit.toString();
    }
}
