package org.imgmill.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// One distinct image that is to be fetched.
///
/// @param url as it is asked for; where it is no address of the web, as it stood in the catalogue
/// @param host and port; empty where the URL is no address of the web
/// @param name what its outputs are called, without an ending; null: by its key
record PlannedImage(String key, String url, String host, @Nullable String name)
        implements Serializable {}
