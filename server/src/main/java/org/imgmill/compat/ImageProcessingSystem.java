package org.imgmill.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.imgmill.webhook.OlderFace;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartException;

/// The face documented as "Image Processing System": an id, and whether it is done.
@RestController
class ImageProcessingSystem {

    private static final String PREFIX = "/compat/image-processing-system";
    private static final OlderFace FACE = new OlderFace("compat/image-processing-system");
    private static final OlderFace ROOT = new OlderFace("image-processing-system");

    private final FaceCalls calls;

    ImageProcessingSystem(FaceCalls calls) {
        this.calls = calls;
    }

    @PostMapping(PREFIX + "/upload")
    Map<String, String> upload(HttpServletRequest form) {
        return Map.of("request_id", calls.upload(form, FACE).id().toString());
    }

    @PostMapping("/upload")
    Map<String, String> uploadAtRoot(HttpServletRequest form) {
        return Map.of("request_id", calls.upload(form, ROOT).id().toString());
    }

    @GetMapping({PREFIX + "/status/{id}", "/status/{id}"})
    Map<String, String> status(@PathVariable String id) {
        return Map.of("status", FACE.status(calls.find(id).status()));
    }

    /// The document gives no errors; these are the ones of its kind.
    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(FaceRefusal e) {
        return Forms.answer(e, Map.of("error", e.sentence()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> noForm(MultipartException e) {
        return refused(Forms.refusal(e));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> ours(RuntimeException e) {
        return Forms.ours(e, Map.of("error", "Internal server error"));
    }
}
