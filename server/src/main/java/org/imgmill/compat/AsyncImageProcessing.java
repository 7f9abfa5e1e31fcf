package org.imgmill.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imgmill.batch.Dialect;
import org.imgmill.batch.Face;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// The face documented as "Asynchronous Image Processing": 200 and 404 with `msg`, status by query.
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class AsyncImageProcessing {

    private static final String PREFIX = "/compat/async-image-processing";
    private static final Face FACE = new Face(Dialect.ASYNC_IMAGE_PROCESSING, false);
    private static final Face ROOT = new Face(Dialect.ASYNC_IMAGE_PROCESSING, true);

    private final FaceCalls calls;

    AsyncImageProcessing(FaceCalls calls) {
        this.calls = calls;
    }

    @PostMapping(PREFIX + "/api/upload")
    Map<String, String> upload(HttpServletRequest form) {
        return Map.of("requestId", calls.upload(form, FACE).id().toString());
    }

    @GetMapping(PREFIX + "/api/status")
    ResponseEntity<Map<String, String>> status(
            @RequestParam(name = "request_id", required = false) @Nullable String id) {
        return status(id, FACE);
    }

    /// At the root this path is this face's alone: the others have the id in the path.
    @GetMapping("/api/status")
    ResponseEntity<Map<String, String>> statusAtRoot(
            @RequestParam(name = "request_id", required = false) @Nullable String id) {
        return status(id, ROOT);
    }

    private ResponseEntity<Map<String, String>> status(@Nullable String id, Face face) {
        try {
            var batch = calls.find(id);
            var body = new LinkedHashMap<String, String>();
            body.put("request_id", batch.id().toString());
            body.put("status", face.status(batch.status()));
            if (batch.status().ended()) {
                body.put(
                        "file_path",
                        calls.link(face.prefix() + "/static/csv/" + batch.id() + ".csv"));
            }
            return ResponseEntity.ok(body);
        } catch (Refused e) {
            return ResponseEntity.badRequest()
                    .body(Map.of("error", "Request with request id %s not found".formatted(id)));
        }
    }

    @GetMapping(
            path = {PREFIX + "/static/csv/{id}.csv", "/static/csv/{id}.csv"},
            produces = MediaType.ALL_VALUE)
    ResponseEntity<StreamingResponseBody> file(
            @PathVariable String id,
            @RequestParam(name = "csv_safe", defaultValue = "false") boolean csvSafe) {
        return calls.results(id, csvSafe);
    }
}
