package org.imgmill.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.imgmill.output.Output;

/// A file for each output, named by the key of its image or as a template says, so that a repeated
/// image replaces itself.
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
    public void take(Ending ending, List<byte[]> bytes) throws IOException {
        var laid = new ArrayList<OutputEnding>();
        var each = bytes.iterator();
        for (var output : ending.outputs()) {
            laid.add(output.isStored() ? lay(ending, output, each.next()) : output);
        }
        journal.add(ending.laidDown(laid));
    }

    private OutputEnding lay(Ending ending, OutputEnding output, byte[] bytes) throws IOException {
        var path = new Path(stem(ending, output.output()) + "." + Shard.extension(output));
        try (var out = files.create(path, true)) {
            out.write(bytes);
        }
        return output.laidDown(path.toString(), null, Shard.sha256(bytes));
    }

    /// Names belong to a run: another may give one of them to another image.
    private String stem(Ending ending, String output) {
        if (ending.name() != null) {
            return settings.folder("objects") + "/" + Output.called(ending.name(), output);
        }
        return "%s/objects/%s/%s%s"
                .formatted(
                        settings.to(),
                        ending.key().substring(0, 2),
                        ending.key(),
                        output.isEmpty() ? "" : "-" + output);
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
