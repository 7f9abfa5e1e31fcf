package org.imgmill.api.outputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Originals;
import org.imgmill.catalogue.CatalogueHeader;
import org.imgmill.catalogue.CatalogueLimits;
import org.imgmill.catalogue.WorkbookResults;
import org.imgmill.node.Folders;
import org.imgmill.storage.Storage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The workbooks that catalogues came as, to write their results into.
@Component
class KeptWorkbooks {

    static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final Logger log = LoggerFactory.getLogger(KeptWorkbooks.class);

    private final Storage storage;
    private final Path folder;

    KeptWorkbooks(Storage storage, Folders folders) {
        this.storage = storage;
        this.folder = folders.temporary();
    }

    /// To be closed by whoever writes it; it lies on the disk, in a file without a name.
    ///
    /// @return null where none is kept
    @Nullable WorkbookResults open(Batch batch, CatalogueHeader header) throws IOException {
        if (batch.originals() == null || !batch.cameAsWorkbook()) {
            return null;
        }
        var stored = storage.open(Originals.workbook(batch.originals()));
        if (stored.isEmpty()) {
            log.warn(
                    "The workbook of batch {} is not in the storage any more; its results are written into a new one.",
                    batch.id());
            return null;
        }
        var file = Files.createTempFile(folder, "results-", ".xlsx");
        try {
            try (var in = stored.get().getInputStream()) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return WorkbookResults.of(file, header, CatalogueLimits.DEFAULT);
        } finally {
            // Open files stay readable without their name on every system that imgmill runs on.
            Files.delete(file);
        }
    }
}
