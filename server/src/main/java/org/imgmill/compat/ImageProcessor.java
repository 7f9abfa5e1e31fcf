package org.imgmill.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imgmill.webhook.OlderFace;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartException;

/// The face documented as "Image Processor": a FastAPI application, whose errors are a `detail`.
@RestController
class ImageProcessor {

    private static final String PREFIX = "/compat/image-processor";
    private static final OlderFace FACE = new OlderFace("compat/image-processor");
    private static final OlderFace ROOT = new OlderFace("image-processor");

    private final FaceCalls calls;

    ImageProcessor(FaceCalls calls) {
        this.calls = calls;
    }

    @PostMapping(PREFIX + "/image/upload")
    Map<String, String> upload(HttpServletRequest form) {
        return Map.of("request_id", calls.upload(form, FACE).id().toString());
    }

    @PostMapping("/image/upload")
    Map<String, String> uploadAtRoot(HttpServletRequest form) {
        return Map.of("request_id", calls.upload(form, ROOT).id().toString());
    }

    @GetMapping({PREFIX + "/image/status/{id}", "/image/status/{id}"})
    Map<String, String> status(@PathVariable String id) {
        var batch = calls.find(id);
        var body = new LinkedHashMap<String, String>();
        body.put("request_id", batch.id().toString());
        body.put("status", FACE.status(batch.status()));
        body.put("details", OlderFace.details(batch));
        return body;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(FaceRefusal e) {
        return Forms.answer(e, Map.of("detail", e.sentence()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> noForm(MultipartException e) {
        return refused(Forms.refusal(e));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> ours(RuntimeException e) {
        return Forms.ours(e, Map.of("detail", "Internal server error"));
    }
}
