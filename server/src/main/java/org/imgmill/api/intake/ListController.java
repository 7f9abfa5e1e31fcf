package org.imgmill.api.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.imgmill.api.batches.Views;
import org.imgmill.api.webhooks.WebhookFields;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Batches handed in as a list of images.
@RestController
@RequestMapping("/v1/batches")
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

    ListController(Accept accept, WebhookFields webhooks, Idempotency idempotency, Views views) {
        this.accept = accept;
        this.webhooks = webhooks;
        this.idempotency = idempotency;
        this.views = views;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<AcceptedView> list(
            @RequestBody Map<String, @Nullable Object> body, HttpServletRequest request) {
        var unknown = new HashMap<String, String>();
        body.keySet().forEach(name -> unknown.put(name, ""));
        new Fields(unknown).refuseAllBut(JSON);
        var images = images(body.get("images"));
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
                        digest -> digest.json(body),
                        () -> accept.list(images, wanted, hooks)),
                views);
    }

    private static List<Accept.ListedImage> images(@Nullable Object images) {
        if (!(images instanceof List<?> list) || list.isEmpty()) {
            throw new Refused(
                    ProblemType.MISSING_IMAGES,
                    "images is a list of at least one {\"id\": ..., \"url\": ...}.");
        }
        var all = new ArrayList<Accept.ListedImage>(list.size());
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof Map<?, ?> image)
                    || !(image.get("url") instanceof String url)
                    || url.isBlank()) {
                throw new Refused(
                        ProblemType.INVALID_IMAGE, "images[%d] has no \"url\".".formatted(i));
            }
            var id = image.get("id");
            all.add(
                    new Accept.ListedImage(
                            id == null ? Integer.toString(i + 1) : id.toString(), url.strip()));
        }
        return all;
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
