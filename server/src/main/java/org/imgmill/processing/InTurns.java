package org.imgmill.processing;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Work of several owners, one piece of each in turn: a few pictures of one batch do not wait for
/// hundreds of another.
final class InTurns {

    private final Map<Object, ArrayDeque<Runnable>> byOwner = new LinkedHashMap<>();

    synchronized void add(Object owner, Runnable work) {
        byOwner.computeIfAbsent(owner, _ -> new ArrayDeque<>()).add(work);
    }

    /// @throws java.util.NoSuchElementException if there is none
    synchronized Runnable next() {
        var first = byOwner.entrySet().iterator().next();
        byOwner.remove(first.getKey());
        var work = first.getValue().remove();
        if (!first.getValue().isEmpty()) {
            byOwner.put(first.getKey(), first.getValue());
        }
        return work;
    }
}
