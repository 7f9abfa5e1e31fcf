package org.imgmill.processing;

import org.imgmill.batch.Lanes;

/// What the turns of all lanes of a node share.
///
/// @param draining whether images of a batch may still be begun here
record LaneParts(
        Lanes lanes,
        TryImage images,
        Flusher flusher,
        StoreOutput outputs,
        NodeLoad load,
        Draining draining,
        DatabaseClock clock,
        ProcessingSettings settings) {}
