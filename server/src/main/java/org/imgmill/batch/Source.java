package org.imgmill.batch;

import org.jspecify.annotations.Nullable;

/// Where a catalogue was fetched from.
///
/// @param url as it was given
/// @param etag what the host calls that state of it; null: it has no name
public record Source(String url, @Nullable String etag) {}
