package org.imgmill.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.imgmill.auth.Key;
import org.imgmill.auth.Scope;
import org.jspecify.annotations.Nullable;

/// A key as the terminal shows it.
record KeyLine(
        String id,
        String name,
        String starts,
        List<String> scopes,
        @JsonProperty("last_used_at") @Nullable String lastUsedAt,
        @JsonProperty("revoked_at") @Nullable String revokedAt) {

    static final String HEADER =
            "%-36s  %-8s  %-16s  %-24s  %s"
                    .formatted("id", "starts", "scopes", "last used", "name");

    static KeyLine of(Key key) {
        return new KeyLine(
                key.id().toString(),
                key.name(),
                key.starts(),
                key.scopes().stream().sorted().map(Scope::word).toList(),
                key.lastUsed() == null ? null : key.lastUsed().toString(),
                key.revoked() == null ? null : key.revoked().toString());
    }

    String text() {
        var line =
                "%-36s  %-8s  %-16s  %-24s  %s"
                        .formatted(
                                id,
                                starts,
                                String.join(",", scopes),
                                Objects.requireNonNullElse(lastUsedAt, "never"),
                                name);
        return revokedAt == null ? line : line + "  (revoked " + revokedAt + ")";
    }
}
