package org.imgmill.api.outputs;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Image;
import org.imgmill.storage.Storage;
import org.imgmill.storage.StorageAway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;

/// Puts the outputs of a batch into a ZIP, one after the other, and remembers those that are
/// missing: the archive lists them at its end.
///
/// An output that cannot be read is asked for once more after a pause. If several in a row cannot,
/// the storage is away, and the archive breaks off: one with gaps would be taken for the whole.
final class ZippedOutputs {

    /// What the list of missing outputs is called in the archive.
    static final String MISSING = "missing.txt";

    private static final Logger log = LoggerFactory.getLogger(ZippedOutputs.class);

    /// Larger outputs are read twice, so that a slow reader of an archive holds no more than this.
    private static final int READ_ONCE = 1 << 18;

    private static final int MOST_IN_A_ROW = 3;
    private static final int MOST_NAMED = 100_000;
    private static final Duration PAUSE = Duration.ofMillis(2500);

    private final Batch batch;
    private final Storage storage;
    private final ZipOutputStream zip;
    private final List<String> missing = new ArrayList<>();
    private int count;
    private int unreadInARow;

    ZippedOutputs(Batch batch, Storage storage, ZipOutputStream zip) {
        this.batch = batch;
        this.storage = storage;
        this.zip = zip;
    }

    /// All outputs of an image.
    void add(Image image) throws IOException {
        for (var kept : image.kept(batch)) {
            add(kept.key(), "images/" + kept.name());
        }
    }

    private void add(String key, String name) throws IOException {
        Measured file;
        try {
            file = measured(key);
        } catch (IOException e) {
            unread(name, e);
            return;
        }
        unreadInARow = 0;
        if (file == null) {
            missing(name, "is not in the storage");
        } else {
            write(name, file);
        }
    }

    private void unread(String name, IOException e) throws IOException {
        unreadInARow++;
        if (unreadInARow > MOST_IN_A_ROW) {
            throw e;
        }
        log.warn("{} is missing in an archive of batch {}: {}.", name, batch.id(), e.getMessage());
        missing(name, "could not be read");
    }

    private void missing(String name, String why) {
        count++;
        if (count <= MOST_NAMED) {
            missing.add(name + "\t" + why);
        }
    }

    /// What stands before the bytes of an entry that is stored as it is: pictures are compressed
    /// already.
    ///
    /// @param head all bytes of the file, or as many as are held
    private record Measured(Resource file, byte[] head, int length, long size, long crc) {

        static Measured of(Resource file) throws IOException {
            var head = new byte[(int) Math.min(READ_ONCE, file.contentLength() + 1)];
            try (var in = file.getInputStream()) {
                int length = in.readNBytes(head, 0, head.length);
                var crc = new CRC32();
                crc.update(head, 0, length);
                long size = length + (length == head.length ? rest(in, crc) : 0);
                return new Measured(file, head, length, size, crc.getValue());
            }
        }

        private static long rest(InputStream in, CRC32 crc) throws IOException {
            long size = 0;
            var buffer = new byte[1 << 14];
            for (int n; (n = in.read(buffer)) >= 0; size += n) {
                crc.update(buffer, 0, n);
            }
            return size;
        }

        boolean isWhole() {
            return size == length;
        }
    }

    /// Null where there is no such object.
    private @Nullable Measured measured(String key) throws IOException {
        try {
            return measuredOnce(key);
        } catch (StorageAway e) {
            pause();
            return measuredOnce(key);
        }
    }

    private @Nullable Measured measuredOnce(String key) throws IOException {
        var file = storage.open(key);
        return file.isEmpty() ? null : Measured.of(file.get());
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an archive was made");
        }
    }

    private void write(String name, Measured file) throws IOException {
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(file.size());
        entry.setCrc(file.crc());
        zip.putNextEntry(entry);
        if (file.isWhole()) {
            zip.write(file.head(), 0, file.length());
        } else {
            try (var again = file.file().getInputStream()) {
                again.transferTo(zip);
            }
        }
        zip.closeEntry();
    }

    void sayThatAllAreGone() throws IOException {
        write(
                "The outputs of this batch were removed on %s, before the batch itself (imgmill.output-retention).\n"
                        .formatted(batch.kept().outputsExpire()));
    }

    void sayWhatIsMissing() throws IOException {
        if (missing.isEmpty()) {
            return;
        }
        var text =
                "%d outputs of this batch are missing in this archive%s:\n\n%s\n"
                        .formatted(
                                count,
                                count > MOST_NAMED ? "; the first " + MOST_NAMED : "",
                                String.join("\n", missing));
        write(text);
    }

    private void write(String text) throws IOException {
        zip.putNextEntry(new ZipEntry(MISSING));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
