package org.imgmill.catalogue;

/// An image of a row that could not be stored, and why.
///
/// @param position its place among the URLs of the row, from 0
/// @param url as it stands in the row
public record FailedImage(int position, String url, String code, String message) {}
