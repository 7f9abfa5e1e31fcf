package org.imgmill.api.outputs;

import java.nio.charset.StandardCharsets;
import org.imgmill.api.batches.Views;
import org.imgmill.batch.Batch;
import org.imgmill.catalogue.Template;
import org.imgmill.links.PublicUrl;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// The CSV files that a batch gives back, and the one to start from.
@RestController
public class OutputsController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Outputs outputs;
    private final Views views;
    private final PublicUrl links;

    OutputsController(Outputs outputs, Views views, PublicUrl links) {
        this.links = links;
        this.outputs = outputs;
        this.views = views;
    }

    @GetMapping("/v1/batches/{id}/results.csv")
    ResponseEntity<StreamingResponseBody> results(
            @PathVariable String id,
            @RequestParam(name = "csv_safe", defaultValue = "false") boolean csvSafe,
            WebRequest request) {
        var batch = views.find(id);
        return unlessKnown(
                request,
                batch,
                csvSafe,
                attachment(
                        batch,
                        "results",
                        links.carried(out -> outputs.results(batch, csvSafe, out))));
    }

    @GetMapping("/v1/batches/{id}/errors.csv")
    ResponseEntity<StreamingResponseBody> errors(
            @PathVariable String id,
            @RequestParam(name = "csv_safe", defaultValue = "false") boolean csvSafe,
            WebRequest request) {
        var batch = views.find(id);
        return unlessKnown(
                request,
                batch,
                csvSafe,
                attachment(batch, "errors", out -> outputs.errors(batch, csvSafe, out)));
    }

    /// The files of a batch that has ended stay as they are until it is tried again, so whoever has
    /// one need not load it again. The mark is a weak one: gzip makes other bytes of the same file.
    private ResponseEntity<StreamingResponseBody> unlessKnown(
            WebRequest request,
            Batch batch,
            boolean csvSafe,
            ResponseEntity<StreamingResponseBody> answer) {
        var state = outputs.state(batch, csvSafe);
        if (state == null) {
            return answer;
        }
        var etag = "W/\"" + state + "\"";
        var known = ResponseEntity.status(HttpStatus.NOT_MODIFIED);
        if (request.checkNotModified(etag)) {
            return known.cacheControl(CacheControl.noCache().cachePrivate()).build();
        }
        return ResponseEntity.ok()
                .headers(
                        headers -> {
                            headers.putAll(answer.getHeaders());
                            headers.setCacheControl(CacheControl.noCache().cachePrivate());
                            headers.setETag(etag);
                        })
                .body(answer.getBody());
    }

    @GetMapping("/v1/template.csv")
    ResponseEntity<byte[]> template() {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition("imgmill-template.csv"))
                .body(Template.csv());
    }

    public static ResponseEntity<StreamingResponseBody> attachment(
            Batch batch, String what, StreamingResponseBody body) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition(stem(batch.name()) + "-" + what + ".csv"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(body);
    }

    static String disposition(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    /// `products.csv` gives `products`.
    static String stem(String name) {
        var stem =
                name.replaceAll("(?i)\\.(csv|csv\\.gz|xlsx)$", "")
                        .replaceAll("[\\p{Cntrl}/\\\\]", "_");
        return stem.isBlank() ? "catalogue" : stem;
    }
}
