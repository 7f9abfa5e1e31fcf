package org.imgmill.api.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.imgmill.api.batches.Views;
import org.imgmill.api.webhooks.WebhookFields;
import org.imgmill.node.Folders;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Batches handed in as a list of images.
@RestController
@RequestMapping(path = "/v1/batches", produces = MediaType.APPLICATION_JSON_VALUE)
class ListController {

    private static final Set<String> JSON =
            Fields.with(
                    WebhookFields.NAMES,
                    "images",
                    "recipe",
                    "name",
                    "priority",
                    "max_failures",
                    "webhooks");

    private final Accept accept;
    private final WebhookFields webhooks;
    private final Idempotency idempotency;
    private final Views views;
    private final Path scratch;

    ListController(
            Accept accept,
            WebhookFields webhooks,
            Idempotency idempotency,
            Views views,
            Folders folders) {
        this.accept = accept;
        this.webhooks = webhooks;
        this.idempotency = idempotency;
        this.views = views;
        this.scratch = folders.temporary();
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<AcceptedView> list(HttpServletRequest request) throws IOException {
        var file = new SpooledFile("images", "images.json", scratch);
        try {
            try (var arriving = file.filledBy(request.getInputStream())) {
                arriving.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new HttpMessageNotReadableException(
                        "the list did not arrive", e, new ServletServerHttpRequest(request));
            }
            return list(new ListedImages(file::getInputStream), request);
        } finally {
            file.discard();
        }
    }

    private ResponseEntity<AcceptedView> list(ListedImages images, HttpServletRequest request)
            throws IOException {
        var body = images.fields();
        var unknown = new HashMap<String, String>();
        body.keySet().forEach(name -> unknown.put(name, ""));
        new Fields(unknown).refuseAllBut(JSON);
        images.refuseWrongOnes();
        var recipe = texts(body.get("recipe"));
        var recipeFields = new Fields(recipe);
        recipeFields.refuseAllBut(Fields.RECIPE);
        var rest = new HashMap<>(body);
        rest.keySet().retainAll(Set.of("name", "priority", "max_failures"));
        var name = body.get("name") == null ? "images.json" : body.get("name").toString();
        var wanted = new Fields(texts(rest)).wanted(name, recipeFields.recipe());
        var hooks = webhooks.ofJson(body);
        return AcceptedView.answer(
                idempotency.once(
                        request,
                        digest -> digest.list(images, body),
                        () -> accept.list(images, wanted, hooks)),
                views);
    }

    private static Map<String, String> texts(@Nullable Object object) {
        var texts = new TreeMap<String, String>();
        if (object instanceof Map<?, ?> map) {
            map.forEach(
                    (name, value) -> {
                        if (value != null) {
                            texts.put(name.toString(), value.toString());
                        }
                    });
        } else if (object != null) {
            throw new Refused(
                    ProblemType.INVALID_FIELD, "recipe is an object such as {\"quality\": 50}.");
        }
        return texts;
    }
}
