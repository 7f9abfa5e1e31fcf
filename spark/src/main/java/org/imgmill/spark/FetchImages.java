package org.imgmill.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/// The work of one task: the images of its part that no earlier attempt finished.
///
/// @param session names the files of this driver, since every driver numbers its tasks from 0
record FetchImages(
        Settings settings,
        String session,
        SerializableConfiguration hadoop,
        Progress.Counters counters)
        implements VoidFunction<Iterator<Tuple2<Parts.Slot, PlannedImage>>> {

    @Override
    public void call(Iterator<Tuple2<Parts.Slot, PlannedImage>> rows) throws Exception {
        var task = TaskContext.get();
        int part = task.partitionId();
        FileSystem files = files(settings, hadoop);
        String attempt = session + "-" + task.taskAttemptId();
        var journal = new Journal(files, settings, part, attempt);
        var images = new NotDone(rows, done(journal));
        try (LayDown outputs = outputs(files, journal, part, attempt)) {
            new FetchPart(
                            settings,
                            MakeImages.of(settings),
                            outputs,
                            journal,
                            counters,
                            task::isInterrupted)
                    .run(images);
        }
    }

    /// Files of a local folder without a checksum file beside each.
    private static FileSystem files(Settings settings, SerializableConfiguration hadoop)
            throws IOException {
        var files = new Path(settings.to()).getFileSystem(hadoop.value());
        if (files instanceof LocalFileSystem local) {
            local.setWriteChecksum(false);
        }
        return files;
    }

    private LayDown outputs(FileSystem files, Journal journal, int part, String attempt) {
        return switch (settings.output()) {
            case OBJECTS -> new LayDownObjects(files, settings, journal);
            case SHARDS -> new LayDownShards(files, settings, journal, part, attempt);
        };
    }

    /// The first eight bytes of keys, in order: there may be a million. If two are alike, one image
    /// has no ending, and the run says so.
    private static long[] done(Journal journal) throws IOException {
        var prefixes = new LongList();
        journal.earlier(key -> prefixes.add(prefix(key)));
        return prefixes.sorted();
    }

    private static long prefix(String key) {
        return Long.parseUnsignedLong(key, 0, 16, 16);
    }

    /// Longs without a box around each.
    private static final class LongList {
        private long[] all = new long[256];
        private int size;

        void add(long one) {
            if (size == all.length) {
                all = Arrays.copyOf(all, size * 2);
            }
            all[size++] = one;
        }

        long[] sorted() {
            long[] sorted = Arrays.copyOf(all, size);
            Arrays.sort(sorted);
            return sorted;
        }
    }

    private static final class NotDone implements Iterator<PlannedImage> {

        private final Iterator<Tuple2<Parts.Slot, PlannedImage>> rows;
        private final long[] done;
        private @Nullable PlannedImage next;

        NotDone(Iterator<Tuple2<Parts.Slot, PlannedImage>> rows, long[] done) {
            this.rows = rows;
            this.done = done;
        }

        @Override
        public boolean hasNext() {
            while (next == null && rows.hasNext()) {
                PlannedImage image = rows.next()._2();
                if (Arrays.binarySearch(done, prefix(image.key())) < 0) {
                    next = image;
                }
            }
            return next != null;
        }

        @Override
        public PlannedImage next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            var image = next;
            next = null;
            return image;
        }
    }
}
