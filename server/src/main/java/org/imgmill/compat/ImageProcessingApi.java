package org.imgmill.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Dialect;
import org.imgmill.batch.Face;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// The face documented as "Image Processing API": progress in percent, a download, and at the root
/// the union of all three faces that share `/api/upload` and `/api/status/{id}`.
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class ImageProcessingApi {

    private static final String PREFIX = "/compat/image-processing-api";
    private static final Face FACE = new Face(Dialect.IMAGE_PROCESSING_API, false);
    private static final Face ROOT = new Face(Dialect.IMAGE_PROCESSING_API, true);

    private final FaceCalls calls;

    ImageProcessingApi(FaceCalls calls) {
        this.calls = calls;
    }

    @PostMapping(PREFIX + "/api/upload")
    ResponseEntity<Map<String, Object>> upload(HttpServletRequest form) {
        return accepted(calls.upload(form, FACE), new LinkedHashMap<>());
    }

    /// Also carries the `requestId` of the two other faces.
    @PostMapping("/api/upload")
    ResponseEntity<Map<String, Object>> uploadAtRoot(HttpServletRequest form) {
        var batch = calls.upload(form, ROOT);
        var body = new LinkedHashMap<String, Object>();
        body.put("requestId", batch.id().toString());
        return accepted(batch, body);
    }

    private static ResponseEntity<Map<String, Object>> accepted(
            Batch batch, Map<String, Object> body) {
        body.put("request_id", batch.id().toString());
        body.put("status", "pending");
        body.put("message", "File uploaded successfully and processing has been initiated");
        return ResponseEntity.accepted().body(body);
    }

    @GetMapping(PREFIX + "/api/status/{id}")
    Map<String, Object> status(@PathVariable String id) {
        return status(calls.find(id), FACE, new LinkedHashMap<>());
    }

    /// Also carries the `requestId` and `output_url` of async-image-processor.
    @GetMapping("/api/status/{id}")
    Map<String, Object> statusAtRoot(@PathVariable String id) {
        var batch = calls.find(id);
        var body = new LinkedHashMap<String, Object>();
        body.put("requestId", batch.id().toString());
        body.put("output_url", calls.resultsLink(batch, ROOT));
        return status(batch, ROOT, body);
    }

    private Map<String, Object> status(Batch batch, Face face, Map<String, Object> body) {
        body.put("request_id", batch.id().toString());
        body.put("status", face.status(batch.status()));
        body.put("completion_percentage", batch.completionPercentage());
        body.put("created_at", OlderBody.time(batch.times().created()));
        body.put("updated_at", OlderBody.time(batch.times().updated()));
        body.put("total_images", batch.counts().total());
        body.put("processed_images", batch.counts().processed());
        body.put("webhook_status", calls.told(batch).word());
        return body;
    }

    @GetMapping(
            path = {PREFIX + "/api/download/{id}", "/api/download/{id}"},
            produces = MediaType.ALL_VALUE)
    ResponseEntity<StreamingResponseBody> download(
            @PathVariable String id,
            @RequestParam(name = "csv_safe", defaultValue = "false") boolean csvSafe) {
        return calls.results(id, csvSafe);
    }

    /// The link in this face's webhooks, and in those of the faces that document none of their own.
    @GetMapping(
            path = {"/compat/{face}/results/{id}_results.csv", "/results/{id}_results.csv"},
            produces = MediaType.ALL_VALUE)
    ResponseEntity<StreamingResponseBody> results(
            @PathVariable String id,
            @RequestParam(name = "csv_safe", defaultValue = "false") boolean csvSafe) {
        return calls.results(id, csvSafe);
    }
}
