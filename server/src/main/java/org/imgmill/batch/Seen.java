package org.imgmill.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a run learnt of an image that the next run of its catalogue is to know.
///
/// @param catalogue that the run is one of
/// @param input SHA-256 of the bytes that came, in hex
/// @param version what its host called them
public record Seen(UUID catalogue, String input, Version version) {

    /// @param at the address that the names belong to; null: nothing can be asked for by them
    /// @param freshSeconds how long its host called it fresh for
    public record Version(
            @Nullable String at,
            @Nullable String etag,
            @Nullable String lastModified,
            int freshSeconds) {}
}
