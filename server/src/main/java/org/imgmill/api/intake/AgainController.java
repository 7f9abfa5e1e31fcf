package org.imgmill.api.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.imgmill.api.batches.Views;
import org.imgmill.api.webhooks.WebhookFields;
import org.imgmill.batch.Batch;
import org.imgmill.batch.NewBatch;
import org.imgmill.links.PublicUrl;
import org.imgmill.output.NameTemplate;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rows of a batch once more, under another recipe: a batch of its own, whose outputs lie
/// beside those of the first.
@RestController
class AgainController {

    private static final List<String> PLAIN =
            List.of(
                    "name",
                    "priority",
                    "max_failures",
                    "keep",
                    PresetFields.NAME,
                    CatalogueFields.NAME,
                    CatalogueFields.FORCE);

    private static final Set<String> FIELDS =
            Fields.with(
                    Fields.with(
                            Set.of("recipe", "outputs", "webhooks"), PLAIN.toArray(String[]::new)),
                    WebhookFields.NAMES.toArray(String[]::new));

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Accept accept;
    private final Views views;
    private final PresetFields presets;
    private final CatalogueFields catalogues;
    private final WebhookFields webhooks;
    private final Idempotency idempotency;
    private final PublicUrl links;

    AgainController(
            Accept accept,
            Views views,
            PresetFields presets,
            CatalogueFields catalogues,
            WebhookFields webhooks,
            Idempotency idempotency,
            PublicUrl links) {
        this.accept = accept;
        this.views = views;
        this.presets = presets;
        this.catalogues = catalogues;
        this.webhooks = webhooks;
        this.idempotency = idempotency;
        this.links = links;
    }

    @PostMapping(
            path = "/v1/batches/{id}/again",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<AcceptedView> again(
            @PathVariable String id,
            @RequestBody Map<String, @Nullable Object> body,
            HttpServletRequest request) {
        var of = views.find(id);
        if (of.pictures()) {
            throw new Refused(
                    ProblemType.WRONG_STATE,
                    "The pictures of this batch came with it, and go with it; hand them in again.");
        }
        var said = new HashMap<String, String>();
        body.keySet().forEach(name -> said.put(name, ""));
        new Fields(said).refuseAllBut(FIELDS);
        var wanted = wanted(of, MAPPER.valueToTree(body));
        var hooks = catalogues.hooks(wanted, webhooks.ofJson(body));
        var asked =
                Map.of(
                        "again",
                        new String[] {
                            of.id().toString(), MAPPER.writeValueAsString(new TreeMap<>(body))
                        });
        return AcceptedView.answer(
                idempotency.once(
                        request,
                        digest -> digest.fields(asked),
                        () -> accept.again(of, wanted, hooks)),
                views);
    }

    /// Its pictures are called as they were: names were made of its rows.
    private NewBatch wanted(Batch of, JsonNode body) {
        if (!body.path("recipe").isMissingNode() && !body.path("recipe").isObject()) {
            throw new Refused(
                    ProblemType.INVALID_FIELD, "recipe is an object such as {\"quality\": 50}.");
        }
        var given = PresetFields.texts(body);
        var recipe = new TreeMap<>(given);
        recipe.remove("outputs");
        new Fields(recipe).refuseAllBut(Fields.RECIPE);
        for (var field : PLAIN) {
            if (body.hasNonNull(field)) {
                given.put(field, body.get(field).asString());
            }
        }
        var fields = new Fields(given).under(presets);
        var name = fields.text("name");
        var wanted =
                fields.wanted(
                        name == null ? of.name() : name,
                        accept.possible(fields.outputs()),
                        catalogues);
        try {
            var named =
                    wanted.calling(
                            of.nameTemplate() == null
                                    ? null
                                    : NameTemplate.parse(of.nameTemplate()));
            return (of.source() == null ? named : named.from(of.source()))
                    .askedAt(links.remembered());
        } catch (IllegalArgumentException e) {
            throw new Refused(ProblemType.INVALID_FIELD, e.getMessage() + ".");
        }
    }
}
