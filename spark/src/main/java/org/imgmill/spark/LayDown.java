package org.imgmill.spark;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// Where outputs go. Called by the task's own thread alone, which has the cluster's credentials.
///
/// What was taken counts when it stands in the journal: at once where an image has a file of its
/// own, at the end of its shard where it has not.
interface LayDown extends Closeable {

    /// Takes the outputs of an image, and tells the journal of it then or later.
    ///
    /// @param bytes of those outputs that are there, in their order
    void take(Ending ending, List<byte[]> bytes) throws IOException;

    /// Everything that was taken is told; nothing more comes.
    void finish() throws IOException;

    /// Leaves what is not finished behind.
    @Override
    void close() throws IOException;
}
