package org.imgmill.api.intake;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.imgmill.api.webhooks.WebhookFields;
import org.imgmill.batch.LastingCatalogue;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads what somebody says of a catalogue that comes again, or refuses it by the name of a field.
@Component
class CatalogueBody {

    private static final Set<String> MADE = Set.of("recipe", "outputs", "name_template");

    /// How its source is read, and who hears of it.
    private static final List<String> UPLOAD =
            List.of(
                    "columns",
                    "header_row",
                    "sheet",
                    "encoding",
                    "delimiter",
                    "url_separator",
                    "on_error",
                    "webhook_url",
                    "webhook_events",
                    "webhook_body");

    private static final Set<String> FIELDS =
            Fields.with(
                    Fields.with(MADE, UPLOAD.toArray(String[]::new)),
                    "name",
                    "preset",
                    "fresh_for",
                    "origin_fresh_for",
                    "gone_outputs",
                    "source_url",
                    "schedule",
                    "time_zone",
                    "paused");
    private static final int LONGEST_NAME = 200;
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final PresetFields presets;
    private final PresetsController made;
    private final WebhookFields webhooks;
    private final FetchSource sources;

    CatalogueBody(
            PresetFields presets,
            PresetsController made,
            WebhookFields webhooks,
            FetchSource sources) {
        this.sources = sources;
        this.presets = presets;
        this.made = made;
        this.webhooks = webhooks;
    }

    /// @throws Refused naming what is wrong
    LastingCatalogue.Said read(JsonNode given) {
        return said(given, MAPPER.createObjectNode());
    }

    /// What is not named stays as it is.
    ///
    /// @throws Refused naming what is wrong
    LastingCatalogue.Said over(LastingCatalogue.Said before, JsonNode given) {
        return said(given, fields(before));
    }

    /// As somebody would have handed it in.
    private static ObjectNode fields(LastingCatalogue.Said said) {
        var all = (ObjectNode) MAPPER.readTree(said.body());
        all.put("name", said.name());
        all.put("preset", said.preset());
        all.put("fresh_for", CatalogueView.text(said.freshFor()));
        all.put("origin_fresh_for", CatalogueView.text(said.originFreshFor()));
        if (all.remove("upload") instanceof ObjectNode upload) {
            all.setAll(upload);
        }
        all.put("source_url", said.fetched().source());
        all.put("schedule", said.fetched().schedule());
        all.put("time_zone", said.fetched().zone());
        all.put("paused", said.fetched().paused());
        return all.put("gone_outputs", said.removesGone() ? "remove" : "keep");
    }

    private LastingCatalogue.Said said(JsonNode given, ObjectNode over) {
        if (!given.isObject()) {
            throw new Refused(
                    ProblemType.INVALID_BODY,
                    "A catalogue is an object such as {\"name\": \"autumn\", \"fresh_for\": \"24h\"}.");
        }
        var names = new TreeMap<String, String>();
        given.propertyNames().forEach(field -> names.put(field, ""));
        new Fields(names).refuseAllBut(FIELDS);
        var all = over.setAll((ObjectNode) given);
        var body = MAPPER.createObjectNode();
        for (var field : MADE) {
            if (all.hasNonNull(field)) {
                body.set(field, all.get(field));
            }
        }
        made.checkMade(body);
        var preset = text(all, "preset");
        if (preset != null) {
            if (!body.isEmpty()) {
                throw new Refused(
                        ProblemType.INVALID_FIELD,
                        "A catalogue has a preset, or says itself what is made (recipe, outputs, name_template).");
            }
            presets.requireOne(preset);
        }
        var fetched = fetched(all);
        var upload = upload(all, fetched);
        if (!upload.isEmpty()) {
            body.set("upload", upload);
        }
        var name = text(all, "name");
        if (name == null || name.length() > LONGEST_NAME) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "name has 1 to %d characters.".formatted(LONGEST_NAME));
        }
        return new LastingCatalogue.Said(
                name,
                preset,
                body.toString(),
                time(all, "fresh_for"),
                time(all, "origin_fresh_for"),
                removesGone(all),
                fetched);
    }

    private LastingCatalogue.Fetched fetched(ObjectNode all) {
        var source = text(all, "source_url");
        var schedule = text(all, "schedule");
        var zone = text(all, "time_zone");
        var paused = all.path("paused");
        if (!paused.isMissingNode() && !paused.isNull() && !paused.isBoolean()) {
            throw new Refused(ProblemType.INVALID_FIELD, "paused is true or false.");
        }
        if (source != null) {
            sources.check(source);
        } else if (schedule != null) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "schedule is for a catalogue with a source_url, from where it is fetched.");
        }
        var times = RunTimes.of(schedule == null ? "24h" : schedule, zone);
        return new LastingCatalogue.Fetched(
                source, schedule, times.zone().getId(), paused.asBoolean(false));
    }

    /// Checked as an upload would be.
    private ObjectNode upload(ObjectNode all, LastingCatalogue.Fetched fetched) {
        var upload = MAPPER.createObjectNode();
        var texts = new TreeMap<String, String>();
        for (var field : UPLOAD) {
            var text = text(all, field);
            if (text != null) {
                upload.set(field, all.get(field));
                texts.put(field, text);
            }
        }
        var reading = new TreeMap<>(texts);
        reading.keySet().removeAll(WebhookFields.NAMES);
        if (!reading.isEmpty() && fetched.source() == null) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "%s is for a catalogue with a source_url; uploads say it themselves."
                            .formatted(reading.firstKey()));
        }
        var onError = texts.getOrDefault("on_error", "reject");
        if (!onError.equals("reject") && !onError.equals("skip")) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "on_error is reject or skip, not \"%s\".".formatted(onError));
        }
        var _ = MappingFields.of(new Fields(texts));
        var _ = webhooks.ofForm(RunSources.hooks(texts));
        return upload;
    }

    private static boolean removesGone(ObjectNode all) {
        var word = text(all, "gone_outputs");
        return switch (word == null ? "keep" : word) {
            case "keep" -> false;
            case "remove" -> true;
            default ->
                    throw new Refused(
                            ProblemType.INVALID_FIELD,
                            "gone_outputs is keep or remove, not \"%s\".".formatted(word));
        };
    }

    private static @Nullable String text(ObjectNode all, String field) {
        var value = all.path(field);
        var text = value.isValueNode() ? value.asString("").strip() : value.toString();
        return text.isEmpty() ? null : text;
    }

    private static Duration time(ObjectNode all, String field) {
        var text = text(all, field);
        if (text == null || text.equals("0")) {
            return Duration.ZERO;
        }
        try {
            var time = DurationStyle.SIMPLE.parse(text);
            if (!time.isNegative()
                    && time.compareTo(LONGEST) <= 0
                    && !text.matches("[+-]?[0-9]+")) {
                return time;
            }
        } catch (IllegalArgumentException e) {
            throw wrongTime(field, text);
        }
        throw wrongTime(field, text);
    }

    private static Refused wrongTime(String field, String text) {
        return new Refused(
                ProblemType.INVALID_FIELD,
                "%s is a time such as 24h or 7d, at most 3650d, or 0, not \"%s\"."
                        .formatted(field, text));
    }
}
