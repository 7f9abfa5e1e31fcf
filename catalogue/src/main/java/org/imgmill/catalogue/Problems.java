package org.imgmill.catalogue;

import java.util.List;

/// What is wrong with a catalogue: the first hundred problems, how many there are in all, and the
/// first bad rows with their neighbours.
public record Problems(List<Problem> first, long total, List<Excerpt> excerpts) {

    public Problems {
        first = List.copyOf(first);
        excerpts = List.copyOf(excerpts);
    }
}
