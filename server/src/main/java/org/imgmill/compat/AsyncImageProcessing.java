package org.imgmill.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imgmill.webhook.OlderFace;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// The face documented as "Asynchronous Image Processing": 200 and 404 with `msg`, status by query.
@RestController
class AsyncImageProcessing {

    private static final String PREFIX = "/compat/async-image-processing";
    private static final OlderFace FACE = new OlderFace("compat/async-image-processing");
    private static final OlderFace ROOT = new OlderFace("async-image-processing");

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

    private ResponseEntity<Map<String, String>> status(@Nullable String id, OlderFace face) {
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
        } catch (FaceRefusal e) {
            return ResponseEntity.badRequest()
                    .body(Map.of("error", "Request with request id %s not found".formatted(id)));
        }
    }

    @GetMapping({PREFIX + "/static/csv/{id}.csv", "/static/csv/{id}.csv"})
    ResponseEntity<StreamingResponseBody> file(@PathVariable String id) {
        return calls.results(id);
    }

    /// The document knows one refusal; `detail` says which it is this time.
    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(FaceRefusal e) {
        return switch (e.kind()) {
            case TOO_LARGE, UNKNOWN_ID, OVER_LIMIT -> Forms.answer(e, Map.of("msg", e.sentence()));
            case NO_FILE, WRONG_TYPE, INVALID_CATALOGUE, INVALID_WEBHOOK ->
                    ResponseEntity.status(HttpStatus.NOT_FOUND)
                            .body(Map.of("msg", "Invalid CSV file format", "detail", e.sentence()));
        };
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> noForm(MultipartException e) {
        return refused(Forms.refusal(e));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> ours(RuntimeException e) {
        return Forms.ours(e, Map.of("msg", "An error occurred while creating the request"));
    }
}
