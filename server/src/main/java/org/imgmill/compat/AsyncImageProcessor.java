package org.imgmill.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imgmill.batch.Dialect;
import org.imgmill.batch.Face;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The face documented as "Async Image processor": 202 with `requestId`, webhooks that may be added
/// later.
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class AsyncImageProcessor {

    private static final String PREFIX = "/compat/async-image-processor";
    private static final Face FACE = new Face(Dialect.ASYNC_IMAGE_PROCESSOR, false);
    private static final Face ROOT = new Face(Dialect.ASYNC_IMAGE_PROCESSOR, true);

    private final FaceCalls calls;

    AsyncImageProcessor(FaceCalls calls) {
        this.calls = calls;
    }

    @PostMapping(PREFIX + "/api/upload")
    ResponseEntity<Map<String, String>> upload(HttpServletRequest form) {
        var batch = calls.upload(form, FACE);
        return ResponseEntity.accepted().body(Map.of("requestId", batch.id().toString()));
    }

    @GetMapping(PREFIX + "/api/status/{id}")
    Map<String, String> status(@PathVariable String id) {
        var batch = calls.find(id);
        var body = new LinkedHashMap<String, String>();
        body.put("requestId", batch.id().toString());
        body.put("status", FACE.status(batch.status()));
        body.put("output_url", calls.resultsLink(batch, FACE));
        return body;
    }

    @PostMapping(PREFIX + "/api/webhook/{id}")
    Map<String, String> addWebhook(
            @PathVariable String id,
            @RequestParam(name = "webhook_url", required = false) @Nullable String url) {
        calls.addWebhook(id, url, FACE);
        return Map.of("message", "Webhook added successfully");
    }

    @PostMapping("/api/webhook/{id}")
    Map<String, String> addWebhookAtRoot(
            @PathVariable String id,
            @RequestParam(name = "webhook_url", required = false) @Nullable String url) {
        calls.addWebhook(id, url, ROOT);
        return Map.of("message", "Webhook added successfully");
    }
}
