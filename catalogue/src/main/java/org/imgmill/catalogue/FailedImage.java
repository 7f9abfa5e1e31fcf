package org.imgmill.catalogue;

/// An image of a row that could not be stored: its URL as it stands in the row, and why.
public record FailedImage(String url, String code, String message) {}
