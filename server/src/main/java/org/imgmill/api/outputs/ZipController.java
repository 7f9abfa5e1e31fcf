package org.imgmill.api.outputs;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imgmill.api.batches.HeaderJson;
import org.imgmill.api.batches.Views;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Image;
import org.imgmill.batch.Images;
import org.imgmill.links.PublicUrl;
import org.imgmill.storage.Storage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// All outputs of a batch and its results in one ZIP, made while it is downloaded: never whole in
/// memory or on disk.
@RestController
class ZipController {

    private static final int CHUNK = 200;

    private final Images images;
    private final Storage storage;
    private final Outputs outputs;
    private final Views views;
    private final PublicUrl links;
    private final KeptWorkbooks workbooks;
    private final HeaderJson headers;

    ZipController(
            Images images,
            Storage storage,
            Outputs outputs,
            Views views,
            PublicUrl links,
            KeptWorkbooks workbooks,
            HeaderJson headers) {
        this.workbooks = workbooks;
        this.headers = headers;
        this.links = links;
        this.images = images;
        this.storage = storage;
        this.outputs = outputs;
        this.views = views;
    }

    @GetMapping("/v1/batches/{id}/results.zip")
    ResponseEntity<StreamingResponseBody> zip(
            @PathVariable String id,
            @RequestParam(name = "csv_safe", defaultValue = "false") boolean csvSafe,
            @RequestParam(defaultValue = "false") boolean srcset,
            @RequestParam(defaultValue = "false") boolean score)
            throws IOException {
        var batch = views.find(id);
        refuseWhileTheStorageIsAway(batch);
        var name = OutputsController.stem(batch.name()) + "-results.zip";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, OutputsController.disposition(name))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // It is made while it is sent, so nobody knows what stands at a place within it.
                .header(HttpHeaders.ACCEPT_RANGES, "none")
                .body(
                        links.carried(
                                out ->
                                        write(
                                                batch,
                                                new Outputs.Form(csvSafe, srcset, score),
                                                out)));
    }

    /// Once the archive has begun, nobody can be told any more to come back later.
    private void refuseWhileTheStorageIsAway(Batch batch) throws IOException {
        for (var image : page(batch, null, 1)) {
            for (var kept : image.kept(batch)) {
                var _ = storage.open(kept.key());
            }
        }
    }

    private void write(Batch batch, Outputs.Form form, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry("results.csv"));
        outputs.results(batch, form, new Unclosed(zip));
        zip.closeEntry();
        try (var workbook = workbooks.open(batch, headers.header(batch))) {
            if (workbook != null) {
                zip.putNextEntry(
                        new ZipEntry(workbook.holdsMacros() ? "results.xlsm" : "results.xlsx"));
                outputs.workbook(batch, form, workbook, new Unclosed(zip));
                zip.closeEntry();
            }
        }
        zip.setLevel(0);
        var zipped = new ZippedOutputs(batch, storage, zip);
        if (!batch.hasOutputs()) {
            zipped.sayThatAllAreGone();
            zip.close();
            return;
        }
        for (var page = page(batch, null, CHUNK);
                !page.isEmpty();
                page = page(batch, page.getLast(), CHUNK)) {
            for (var image : page) {
                zipped.add(image);
            }
        }
        zipped.sayWhatIsMissing();
        // Only here: with a directory, half of the files would look like a whole archive.
        zip.close();
    }

    private List<Image> page(Batch batch, @Nullable Image after, int most) {
        return images.list(
                batch.id(),
                Images.Filter.WITH_OUTPUTS,
                null,
                null,
                after == null ? null : after.id(),
                most);
    }

    /// The results' writer closes what it writes to; the ZIP goes on.
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
