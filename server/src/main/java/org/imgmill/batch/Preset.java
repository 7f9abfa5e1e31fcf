package org.imgmill.batch;

/// What uploads are to become, under a name.
///
/// @param shared whether it is an admin's, for all keys
/// @param usual whether uploads that name none get it
/// @param body as it was handed in, as JSON
public record Preset(String name, boolean shared, boolean usual, String body) {}
