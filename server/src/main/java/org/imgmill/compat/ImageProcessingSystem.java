package org.imgmill.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.imgmill.batch.Dialect;
import org.imgmill.batch.Face;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The face documented as "Image Processing System": an id, and whether it is done.
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class ImageProcessingSystem {

    private static final String PREFIX = "/compat/image-processing-system";
    private static final Face FACE = new Face(Dialect.IMAGE_PROCESSING_SYSTEM, false);
    private static final Face ROOT = new Face(Dialect.IMAGE_PROCESSING_SYSTEM, true);

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
}
