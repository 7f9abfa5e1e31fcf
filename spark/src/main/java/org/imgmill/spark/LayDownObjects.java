package org.imgmill.spark;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/// A file for each image, named by its key, so that a repeated image replaces itself.
final class LayDownObjects implements LayDown {

    private final FileSystem files;
    private final Settings settings;
    private final Journal journal;

    LayDownObjects(FileSystem files, Settings settings, Journal journal) {
        this.files = files;
        this.settings = settings;
        this.journal = journal;
    }

    @Override
    public void take(Ending ending, byte[] bytes) throws IOException {
        var path =
                new Path(
                        "%s/objects/%s/%s.%s"
                                .formatted(
                                        settings.to(),
                                        ending.key().substring(0, 2),
                                        ending.key(),
                                        Shard.extension(ending)));
        try (var out = files.create(path, true)) {
            out.write(bytes);
        }
        journal.add(ending.laidDown(path.toString(), null, Shard.sha256(bytes)));
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
