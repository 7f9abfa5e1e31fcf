package org.imgmill.spark;

import java.io.Serializable;

/// One distinct image that is to be fetched.
///
/// @param url as it is asked for; where it is no address of the web, as it stood in the catalogue
/// @param host and port; empty where the URL is no address of the web
record PlannedImage(String key, String url, String host) implements Serializable {}
