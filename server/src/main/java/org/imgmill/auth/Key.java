package org.imgmill.auth;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A key as it is kept: without its text, of which only a digest is stored.
///
/// @param starts its first characters, to tell keys apart; empty for one that came from a setting
/// @param limits what was said for it alone
public record Key(
        UUID id,
        String name,
        String starts,
        Set<Scope> scopes,
        Instant created,
        @Nullable Instant lastUsed,
        @Nullable Instant revoked,
        OwnLimits limits) {}
