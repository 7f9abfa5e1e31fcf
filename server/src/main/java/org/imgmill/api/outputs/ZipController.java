package org.imgmill.api.outputs;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imgmill.api.batches.Views;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Image;
import org.imgmill.batch.Images;
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

    /// Larger outputs are read twice, so that a slow reader of an archive holds no more than this.
    private static final int READ_ONCE = 1 << 18;

    private final Images images;
    private final Storage storage;
    private final Outputs outputs;
    private final Views views;

    ZipController(Images images, Storage storage, Outputs outputs, Views views) {
        this.images = images;
        this.storage = storage;
        this.outputs = outputs;
        this.views = views;
    }

    @GetMapping("/v1/batches/{id}/results.zip")
    ResponseEntity<StreamingResponseBody> zip(
            @PathVariable String id,
            @RequestParam(name = "csv_safe", defaultValue = "false") boolean csvSafe) {
        var batch = views.find(id);
        var name = OutputsController.stem(batch.name()) + "-results.zip";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, OutputsController.disposition(name))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // It is made while it is sent, so nobody knows what stands at a place within it.
                .header(HttpHeaders.ACCEPT_RANGES, "none")
                .body(out -> write(batch, csvSafe, out));
    }

    private void write(Batch batch, boolean csvSafe, OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("results.csv"));
            outputs.results(batch, csvSafe, new Unclosed(zip));
            zip.closeEntry();
            zip.setLevel(0);
            for (var page = page(batch, null);
                    !page.isEmpty();
                    page = page(batch, page.getLast())) {
                for (var image : page) {
                    add(batch, image, zip);
                }
            }
        }
    }

    private List<Image> page(Batch batch, @Nullable Image after) {
        return images.list(
                batch.id(),
                Images.Filter.STORED,
                null,
                null,
                after == null ? null : after.id(),
                CHUNK);
    }

    /// Pictures are compressed already: stored as they are.
    private void add(Batch batch, Image image, ZipOutputStream zip) throws IOException {
        if (!(image.state() instanceof Image.Stored stored)) {
            return;
        }
        var key = Image.key(batch.token(), image.row(), image.position(), stored.format());
        var file = storage.open(key);
        if (file.isEmpty()) {
            return;
        }
        var entry = new ZipEntry("images/" + key.substring(key.indexOf('/') + 1));
        entry.setMethod(ZipEntry.STORED);
        var head = new byte[READ_ONCE];
        int length;
        try (var in = file.get().getInputStream()) {
            length = in.readNBytes(head, 0, head.length);
            measure(entry, head, length, in);
        }
        zip.putNextEntry(entry);
        if (entry.getSize() == length) {
            zip.write(head, 0, length);
        } else {
            try (var again = storage.open(key).orElse(file.get()).getInputStream()) {
                again.transferTo(zip);
            }
        }
        zip.closeEntry();
    }

    /// What stands before the bytes of an entry that is stored as it is.
    private static void measure(ZipEntry entry, byte[] head, int length, InputStream rest)
            throws IOException {
        var crc = new CRC32();
        crc.update(head, 0, length);
        long size = length;
        if (length == head.length) {
            var buffer = new byte[1 << 14];
            for (int n; (n = rest.read(buffer)) >= 0; size += n) {
                crc.update(buffer, 0, n);
            }
        }
        entry.setSize(size);
        entry.setCrc(crc.getValue());
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
