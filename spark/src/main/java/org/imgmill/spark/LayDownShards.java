package org.imgmill.spark;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/// Tar files of a size, as WebDataset reads them: an image and a JSON of its own, side by side; of
/// several outputs all in one tar.
final class LayDownShards implements LayDown {

    /// What is in a shard is held in memory until it is closed, however small the images are.
    private static final int MOST_OUTPUTS = 10_000;

    private final FileSystem files;
    private final Settings settings;
    private final Journal journal;
    private final String name;
    private @Nullable Shard open;
    private int shards;

    LayDownShards(FileSystem files, Settings settings, Journal journal, int part, String attempt) {
        this.files = files;
        this.settings = settings;
        this.journal = journal;
        this.name = "part-%05d-%s".formatted(part, attempt);
    }

    @Override
    public void take(Ending ending, List<byte[]> bytes) throws IOException {
        if (open == null) {
            var path = new Path(settings.folder("shards"), "%s-%05d.tar".formatted(name, shards++));
            open = new Shard(files.create(path, true), path.toString());
        }
        open.add(ending, bytes);
        if (open.length() >= settings.shardBytes() || open.outputs() >= MOST_OUTPUTS) {
            finish();
        }
    }

    /// First the tar, then what is in it: a tar without endings is one whose task died.
    @Override
    public void finish() throws IOException {
        if (open != null) {
            open.finish().forEach(journal::add);
            open = null;
            journal.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
