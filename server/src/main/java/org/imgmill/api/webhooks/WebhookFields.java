package org.imgmill.api.webhooks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imgmill.batch.Face;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.webhook.BodyForm;
import org.imgmill.webhook.EventType;
import org.imgmill.webhook.NewWebhook;
import org.imgmill.webhook.Webhooks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the webhooks that an upload asks for, from a form or from JSON. A URL named twice is one
/// webhook.
@Component
public class WebhookFields {

    /// The fields that may be given several times.
    public static final Set<String> NAMES =
            Set.of("webhook_url", "webhook_urls", "webhook_events", "webhook_body");

    private static final Set<String> OBJECT = Set.of("url", "events", "body");

    private final Webhooks webhooks;

    WebhookFields(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /// @throws Refused naming the URL that cannot be called
    public List<NewWebhook> ofForm(Map<String, String[]> parameters) {
        return named(name -> Arrays.asList(parameters.getOrDefault(name, new String[0])));
    }

    /// The form's fields, and `webhooks: [{url, events, body}]`.
    public List<NewWebhook> ofJson(Map<String, @Nullable Object> json) {
        var all = new LinkedHashMap<String, NewWebhook>();
        var objects = json.get("webhooks");
        if (objects instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (!(list.get(i) instanceof Map<?, ?> object)) {
                    throw wrong("webhooks[%d]".formatted(i), "an object such as {\"url\": ...}");
                }
                var webhook = one(object, "webhooks[%d]".formatted(i));
                all.put(webhook.url(), webhook);
            }
        } else if (objects != null) {
            throw wrong("webhooks", "a list such as [{\"url\": ...}]");
        }
        for (var webhook : named(name -> texts(name, json.get(name)))) {
            all.putIfAbsent(webhook.url(), webhook);
        }
        return List.copyOf(all.values());
    }

    /// `{url, events, body}`.
    ///
    /// @param where what it is called in a refusal
    NewWebhook one(Map<?, ?> object, String where) {
        for (var name : object.keySet()) {
            if (!OBJECT.contains(name)) {
                throw new Refused(
                        ProblemType.UNKNOWN_FIELD,
                        "%s has no field \"%s\". The fields are %s."
                                .formatted(where, name, new TreeSet<>(OBJECT)));
            }
        }
        if (!(object.get("url") instanceof String url) || url.isBlank()) {
            throw wrong(where + ".url", "an address such as https://example.com/hook");
        }
        return webhooks.check(
                url,
                events(where + ".events", texts(where + ".events", object.get("events"))),
                body(where + ".body", texts(where + ".body", object.get("body"))),
                Face.NATIVE);
    }

    private interface Values {
        List<String> of(String name);
    }

    private List<NewWebhook> named(Values values) {
        var events = events("webhook_events", values.of("webhook_events"));
        var body = body("webhook_body", values.of("webhook_body"));
        var urls =
                Stream.concat(values.of("webhook_url").stream(), split(values.of("webhook_urls")));
        var all = new LinkedHashMap<String, NewWebhook>();
        urls.filter(url -> !url.isBlank())
                .map(url -> webhooks.check(url, events, body, Face.NATIVE))
                .forEach(webhook -> all.putIfAbsent(webhook.url(), webhook));
        return List.copyOf(all.values());
    }

    private static Stream<String> split(List<String> texts) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static List<String> texts(String name, @Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case String text -> List.of(text);
            case List<?> list -> {
                var texts = new ArrayList<String>();
                for (var element : list) {
                    if (!(element instanceof String text)) {
                        throw wrong(name, "text, or a list of texts");
                    }
                    texts.add(text);
                }
                yield texts;
            }
            default -> throw wrong(name, "text, or a list of texts");
        };
    }

    private static Set<EventType> events(String name, List<String> words) {
        var events = EnumSet.noneOf(EventType.class);
        split(words)
                .forEach(
                        word ->
                                events.add(
                                        EventType.of(word)
                                                .filter(type -> type != EventType.TEST)
                                                .orElseThrow(() -> unknownEvent(name, word))));
        return events;
    }

    private static Refused unknownEvent(String name, String word) {
        var known =
                EnumSet.complementOf(EnumSet.of(EventType.TEST)).stream()
                        .map(EventType::word)
                        .toList();
        return wrong(name, "a list of %s, not \"%s\"".formatted(known, word));
    }

    private static @Nullable BodyForm body(String name, List<String> words) {
        if (words.isEmpty() || (words.size() == 1 && words.getFirst().isBlank())) {
            return null;
        }
        for (var form : BodyForm.values()) {
            if (words.stream().allMatch(word -> word.strip().equalsIgnoreCase(form.word()))) {
                return form;
            }
        }
        throw wrong(
                name,
                "one of "
                        + Arrays.stream(BodyForm.values())
                                .map(BodyForm::word)
                                .collect(Collectors.joining(", ")));
    }

    private static Refused wrong(String name, String allowed) {
        return new Refused(ProblemType.INVALID_FIELD, "%s is %s.".formatted(name, allowed));
    }
}
