package org.imgmill.spark;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// Where outputs go. Called by the task's own thread alone, which has the cluster's credentials.
///
/// What was taken counts when it stands in the journal: at once where an image has a file of its
/// own, at the end of its shard where it has not.
interface LayDown extends Closeable {

    /// Takes the outputs of an image, and tells the journal at once or later.
    ///
    /// @param bytes of those outputs that are there, in their order
    void take(Ending ending, List<byte[]> bytes) throws IOException;

    /// Tells the journal of all that was taken; nothing more comes.
    void finish() throws IOException;

    /// Abandons what is not finished.
    @Override
    void close() throws IOException;
}
