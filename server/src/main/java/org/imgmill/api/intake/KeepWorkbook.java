package org.imgmill.api.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import org.imgmill.batch.Batches;
import org.imgmill.batch.Originals;
import org.imgmill.catalogue.CatalogueLimits;
import org.imgmill.catalogue.CatalogueOptions;
import org.imgmill.catalogue.WorkbookResults;
import org.imgmill.node.Folders;
import org.imgmill.storage.Storage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Keeps the workbook that a catalogue came as with its batch, so that the results can be written
/// into it.
@Component
class KeepWorkbook {

    private static final Logger log = LoggerFactory.getLogger(KeepWorkbook.class);
    private static final String TYPE =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Storage storage;
    private final Originals originals;
    private final UploadSettings settings;
    private final Path folder;

    KeepWorkbook(Storage storage, Originals originals, UploadSettings settings, Folders folders) {
        this.storage = storage;
        this.originals = originals;
        this.settings = settings;
        this.folder = folders.temporary();
    }

    /// To be asked for before the transaction that takes the upload in.
    Keeping of(Accept.Upload upload) {
        return new Keeping(mayBeOne(upload) ? originals.announce() : null);
    }

    /// A ZIP, or packed with gzip.
    private boolean mayBeOne(Accept.Upload upload) {
        if (settings.keepWorkbook().toBytes() == 0) {
            return false;
        }
        try (var in = upload.open()) {
            byte[] head = in.readNBytes(2);
            return head.length == 2
                    && ((head[0] == 'P' && head[1] == 'K')
                            || (head[0] == 0x1F && head[1] == (byte) 0x8B));
        } catch (IOException e) {
            throw new UncheckedIOException("the spooled upload could not be read", e);
        }
    }

    /// The workbook of one upload, until that is taken in.
    final class Keeping implements AutoCloseable {

        private final @Nullable String token;
        private @Nullable Path file;
        private boolean tooLarge;

        /// @param token under which to store it; null: it is none
        private Keeping(@Nullable String token) {
            this.token = token;
        }

        CatalogueOptions watching(CatalogueOptions options) {
            return token == null ? options : options.with(this::copy);
        }

        private void copy(Path workbook) throws IOException {
            tooLarge =
                    Files.size(workbook) > settings.keepWorkbook().toBytes()
                            || !WorkbookResults.mayBeWrittenBack(workbook, CatalogueLimits.DEFAULT);
            if (!tooLarge) {
                file = Files.createTempFile(folder, "kept-", ".xlsx");
                Files.copy(workbook, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }

        /// Stores it, beside the rest of what makes the batch. Where that cannot be, results come
        /// as CSV, and a warning says so.
        Batches.Filled kept(Batches.Filled filled) {
            if (token == null || file == null) {
                return tooLarge ? warned(filled, "is too large to be kept") : filled;
            }
            try {
                storage.put(Originals.workbook(token), file, TYPE);
                storage.settle();
            } catch (IOException e) {
                log.warn("A workbook could not be kept, its results come as CSV: {}", e.toString());
                return warned(filled, "could not be kept");
            }
            return filled.keeping(token);
        }

        private static Batches.Filled warned(Batches.Filled filled, String why) {
            var warnings = new ArrayList<>(filled.warnings());
            warnings.add("The workbook " + why + ", so its results come as CSV.");
            return new Batches.Filled(filled.header(), warnings, filled.formulaCells());
        }

        @Override
        public void close() {
            if (file != null) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException("a workbook could not be removed: " + file, e);
                }
            }
        }
    }
}
