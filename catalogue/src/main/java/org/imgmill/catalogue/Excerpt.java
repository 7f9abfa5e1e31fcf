package org.imgmill.catalogue;

import org.jspecify.annotations.Nullable;

/// A bad row between the rows beside it, with long cells cut short, for people to look at.
public record Excerpt(@Nullable Line before, BadRow bad, @Nullable Line after) {

    /// A row beside a bad one.
    public record Line(long line, String[] cells) {}
}
