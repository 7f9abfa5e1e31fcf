package org.imgmill.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imgmill.batch.Dialect;
import org.imgmill.batch.Face;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The face documented as "Image Processor": a FastAPI application, whose errors are a `detail`.
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class ImageProcessor {

    private static final String PREFIX = "/compat/image-processor";
    private static final Face FACE = new Face(Dialect.IMAGE_PROCESSOR, false);
    private static final Face ROOT = new Face(Dialect.IMAGE_PROCESSOR, true);

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

    @GetMapping(PREFIX + "/image/status/{id}")
    Map<String, String> status(@PathVariable String id) {
        return status(id, FACE);
    }

    @GetMapping("/image/status/{id}")
    Map<String, String> statusAtRoot(@PathVariable String id) {
        return status(id, ROOT);
    }

    private Map<String, String> status(String id, Face face) {
        var batch = calls.find(id);
        var body = new LinkedHashMap<String, String>();
        body.put("request_id", batch.id().toString());
        body.put("status", face.status(batch.status()));
        body.put("details", OlderBody.details(batch));
        return body;
    }
}
