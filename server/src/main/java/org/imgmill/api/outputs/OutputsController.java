package org.imgmill.api.outputs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.imgmill.api.batches.HeaderJson;
import org.imgmill.api.batches.Views;
import org.imgmill.batch.Batch;
import org.imgmill.catalogue.NewWorkbook;
import org.imgmill.catalogue.Template;
import org.imgmill.links.PublicUrl;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
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

/// The tables that a batch gives back, and the one to start from.
@RestController
public class OutputsController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private static final MediaType MACROS =
            MediaType.parseMediaType("application/vnd.ms-excel.sheet.macroEnabled.12");

    private final Outputs outputs;
    private final Views views;
    private final PublicUrl links;
    private final HeaderJson headers;
    private final KeptWorkbooks workbooks;

    OutputsController(
            Outputs outputs,
            Views views,
            PublicUrl links,
            HeaderJson headers,
            KeptWorkbooks workbooks) {
        this.links = links;
        this.headers = headers;
        this.workbooks = workbooks;
        this.outputs = outputs;
        this.views = views;
    }

    /// In the kind that the catalogue came in, where that is a table.
    @GetMapping("/v1/batches/{id}/results")
    ResponseEntity<StreamingResponseBody> results(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String as,
            @RequestParam(name = "csv_safe", defaultValue = "false") boolean csvSafe,
            @RequestParam(defaultValue = "false") boolean srcset,
            @RequestParam(defaultValue = "false") boolean score,
            WebRequest request)
            throws IOException {
        var batch = views.find(id);
        var form = new Outputs.Form(csvSafe, srcset, score);
        return results(batch, ResultsKind.of(as, ResultsKind.of(batch)), form, request);
    }

    @GetMapping("/v1/batches/{id}/results.csv")
    ResponseEntity<StreamingResponseBody> resultsCsv(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String as,
            @RequestParam(name = "csv_safe", defaultValue = "false") boolean csvSafe,
            @RequestParam(defaultValue = "false") boolean srcset,
            @RequestParam(defaultValue = "false") boolean score,
            WebRequest request)
            throws IOException {
        var form = new Outputs.Form(csvSafe, srcset, score);
        return results(views.find(id), ResultsKind.of(as, ResultsKind.CSV), form, request);
    }

    private ResponseEntity<StreamingResponseBody> results(
            Batch batch, ResultsKind kind, Outputs.Form form, WebRequest request)
            throws IOException {
        return unlessKnown(
                request,
                outputs.state(batch, kind, form),
                () ->
                        switch (kind) {
                            case CSV ->
                                    attachment(
                                            batch,
                                            "results",
                                            links.carried(
                                                    out -> outputs.results(batch, form, out)));
                            case JSONL ->
                                    attachment(
                                            batch,
                                            kind,
                                            out -> outputs.jsonLines(batch, form, out));
                            case XLSX -> workbook(batch, form);
                        });
    }

    private ResponseEntity<StreamingResponseBody> workbook(Batch batch, Outputs.Form form)
            throws IOException {
        var header = headers.header(batch);
        var kept = workbooks.open(batch, header);
        if (kept == null) {
            if (!NewWorkbook.takes(batch.rows(), header)) {
                throw new Refused(
                        ProblemType.INVALID_FIELD,
                        "A sheet has no room for %,d rows. Ask for csv or jsonl."
                                .formatted(batch.rows()));
            }
            return attachment(
                    batch, ResultsKind.XLSX, out -> outputs.newWorkbook(batch, form, out));
        }
        StreamingResponseBody body =
                out -> {
                    try (kept) {
                        outputs.workbook(batch, form, kept, out);
                    }
                };
        return kept.holdsMacros()
                ? attachment(batch, "results.xlsm", MACROS, links.carried(body))
                : attachment(batch, ResultsKind.XLSX, body);
    }

    @GetMapping("/v1/batches/{id}/errors.csv")
    ResponseEntity<StreamingResponseBody> errors(
            @PathVariable String id,
            @RequestParam(name = "csv_safe", defaultValue = "false") boolean csvSafe,
            WebRequest request)
            throws IOException {
        var batch = views.find(id);
        return unlessKnown(
                request,
                outputs.state(batch, ResultsKind.CSV, Outputs.Form.plain(csvSafe)),
                () -> attachment(batch, "errors", out -> outputs.errors(batch, csvSafe, out)));
    }

    /// The files of a batch that has ended stay as they are until it is tried again, so whoever has
    /// one need not load it again. The mark is a weak one: gzip makes other bytes of the same file.
    private ResponseEntity<StreamingResponseBody> unlessKnown(
            WebRequest request, @Nullable String state, Answer made) throws IOException {
        if (state == null) {
            return made.answer();
        }
        var etag = "W/\"" + state + "\"";
        var known = ResponseEntity.status(HttpStatus.NOT_MODIFIED);
        if (request.checkNotModified(etag)) {
            return known.cacheControl(CacheControl.noCache().cachePrivate()).build();
        }
        var answer = made.answer();
        return ResponseEntity.ok()
                .headers(
                        headers -> {
                            headers.putAll(answer.getHeaders());
                            headers.setCacheControl(CacheControl.noCache().cachePrivate());
                            headers.setETag(etag);
                        })
                .body(answer.getBody());
    }

    private interface Answer {
        ResponseEntity<StreamingResponseBody> answer() throws IOException;
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
        return attachment(batch, what + ".csv", CSV, body);
    }

    private ResponseEntity<StreamingResponseBody> attachment(
            Batch batch, ResultsKind kind, StreamingResponseBody body) {
        return attachment(batch, "results." + kind.word(), kind.mediaType(), links.carried(body));
    }

    private static ResponseEntity<StreamingResponseBody> attachment(
            Batch batch, String name, MediaType type, StreamingResponseBody body) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition(stem(batch.name()) + "-" + name))
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
                name.replaceAll("(?i)\\.(csv|csv\\.gz|xlsx|xlsm|ods)$", "")
                        .replaceAll("[\\p{Cntrl}/\\\\]", "_");
        return stem.isBlank() ? "catalogue" : stem;
    }
}
