package org.imgmill.refusals;

import java.util.Optional;

/// Knows the APIs beside our own by their paths.
public interface RefusalForms {

    /// The form of the API that a path belongs to; empty if it is none of the older ones.
    Optional<RefusalForm> of(String path);
}
