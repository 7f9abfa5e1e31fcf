package org.imgmill.batch;

/// A URL to fetch and the host it is fetched from; what cannot be a URL has the host "".
public record Link(String url, String host) {}
