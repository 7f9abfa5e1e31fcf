package org.imgmill.batch;

/// A URL to fetch and the host it is fetched from; what cannot be a URL has the host "".
public record Link(String url, String host) {

    /// An empty place in a URL cell: no image, but a place in the results too.
    public static final Link NONE = new Link("", "");
}
