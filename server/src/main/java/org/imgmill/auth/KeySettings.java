package org.imgmill.auth;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param adminKey a key with all scopes that is there from the start; `generate`: one is made and
///   shown when there is none; null: none
/// @param session how long a browser may go on without giving its key again
/// @param failedTries wrong keys per minute and address after which no more are looked at
/// @param auditRetention how long the log of who did what is kept
/// @param auditReads whether calls that only look are in it too
@ConfigurationProperties("imgmill.auth")
record KeySettings(
        @Nullable String adminKey,
        @DefaultValue("12h") Duration session,
        @DefaultValue("20") int failedTries,
        @DefaultValue("90d") Duration auditRetention,
        @DefaultValue("false") boolean auditReads) {

    private static final String GENERATE = "generate";
    private static final int SHORTEST = 20;

    /// The refusal never repeats the key: starts are logged.
    KeySettings {
        if (adminKey != null && adminKey.isBlank()) {
            adminKey = null;
        }
        if (adminKey != null
                && !adminKey.equals(GENERATE)
                && !adminKey.matches("[A-Za-z0-9._~+/=-]{" + SHORTEST + ",200}")) {
            throw new IllegalArgumentException(
                    "imgmill.auth.admin-key is \"generate\", or %d to 200 letters, digits and ._~+/=-, best from a random source such as \"openssl rand -hex 32\""
                            .formatted(SHORTEST));
        }
        if (!session.isPositive()) {
            throw new IllegalArgumentException(
                    "imgmill.auth.session is a time such as 12h, not " + session);
        }
        if (failedTries < 1) {
            throw new IllegalArgumentException(
                    "imgmill.auth.failed-tries is 1 or more, not " + failedTries);
        }
        if (!auditRetention.isPositive()) {
            throw new IllegalArgumentException(
                    "imgmill.auth.audit-retention is a time such as 90d, not " + auditRetention);
        }
    }

    /// A key that the operator chose.
    Optional<KeyText> given() {
        return generate() ? Optional.empty() : Optional.ofNullable(adminKey).map(KeyText::new);
    }

    /// Whether a server that would be open to the network without a key makes one.
    boolean generate() {
        return GENERATE.equals(adminKey);
    }
}
