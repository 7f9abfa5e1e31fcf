package org.imgmill.api.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.imgmill.attempt.FailureCode;
import org.imgmill.auth.Scope;
import org.imgmill.batch.BatchStatus;
import org.imgmill.batch.Check;
import org.imgmill.catalogue.ProblemCode;
import org.imgmill.refusals.ProblemType;
import org.imgmill.transcode.ImageFormat;
import org.imgmill.webhook.BodyForm;
import org.imgmill.webhook.Delivery;
import org.imgmill.webhook.EventType;
import org.imgmill.webhook.Webhook;
import org.jspecify.annotations.Nullable;

/// Gives every text that takes words of a closed list this list (`enum`), from the code that has
/// it.
final class WordSchemas {

    private static final List<String> IMAGE = List.of("pending", "stored", "partial", "failed");
    private static final List<String> BATCH = words(BatchStatus.values(), BatchStatus::word);
    private static final List<String> FAILURES = words(FailureCode.values(), FailureCode::word);
    private static final List<String> FORMATS = words(ImageFormat.values(), WordSchemas::lower);
    private static final List<String> SCOPES = words(Scope.values(), Scope::word);
    private static final List<String> BODIES = words(BodyForm.values(), BodyForm::word);
    private static final List<String> EVENTS = words(EventType.values(), EventType::word);

    /// By `Schema.property`.
    private static final Map<String, List<String>> WORDS =
            Map.ofEntries(
                    Map.entry("AcceptedView.status", BATCH),
                    Map.entry("BatchView.status", BATCH),
                    Map.entry("ChecksView.state", List.of("none", "waiting", "done")),
                    Map.entry("CheckView.check", words(Check.values(), Check::word)),
                    Map.entry("DeadHost.code", FAILURES),
                    Map.entry("FailureView.code", FAILURES),
                    Map.entry("ImageView.status", IMAGE),
                    Map.entry("ImageView.code", FAILURES),
                    Map.entry("ImageView.format", FORMATS),
                    Map.entry("PlacedView.status", IMAGE),
                    Map.entry("PlacedView.code", FAILURES),
                    Map.entry("PlacedView.format", FORMATS),
                    Map.entry("OutputView.format", FORMATS),
                    Map.entry("WebhookView.events", EVENTS),
                    Map.entry("WebhookView.body", BODIES),
                    Map.entry("NewWebhook.body", BODIES),
                    Map.entry("UploadForm.webhook_body", BODIES),
                    Map.entry("ImageList.webhook_body", BODIES),
                    Map.entry(
                            "WebhookView.state",
                            words(Webhook.State.values(), Webhook.State::word)),
                    Map.entry("DeliveryView.event", EVENTS),
                    Map.entry(
                            "DeliveryView.state",
                            words(Delivery.State.values(), Delivery.State::word)),
                    Map.entry("LineError.code", words(ProblemCode.values(), ProblemCode::code)),
                    Map.entry("TakenView.certainty", List.of("certain", "likely", "guess")),
                    Map.entry("KeyView.scopes", SCOPES),
                    Map.entry("WhoView.scopes", SCOPES),
                    Map.entry("MadeView.scopes", SCOPES),
                    Map.entry(
                            "Problem.code",
                            Stream.concat(
                                            Arrays.stream(ProblemType.values())
                                                    .map(ProblemType::code),
                                            FAILURES.stream())
                                    .distinct()
                                    .toList()));

    private WordSchemas() {}

    private static <T> List<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toList();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static void fillIn(OpenAPI document) {
        var schemas = document.getComponents().getSchemas();
        WORDS.forEach(
                (place, words) -> {
                    int dot = place.indexOf('.');
                    var schema = schemas.get(place.substring(0, dot));
                    if (schema == null || schema.getProperties() == null) {
                        throw new IllegalStateException("the document has no " + place);
                    }
                    fill(place, schema.getProperties().get(place.substring(dot + 1)), words);
                });
    }

    private static void fill(String place, @Nullable Object property, List<String> words) {
        if (!(property instanceof Schema<?> schema)) {
            throw new IllegalStateException("the document has no " + place);
        }
        setWords(schema.getItems() == null ? schema : schema.getItems(), words);
    }

    @SuppressWarnings("unchecked") // every schema takes its values as objects
    private static void setWords(Schema<?> schema, List<String> words) {
        var all = new ArrayList<String>(words);
        Set<String> types = schema.getTypes();
        if (types != null && types.contains("null")) {
            all.add(null);
        }
        ((Schema<Object>) schema).setEnum(new ArrayList<Object>(all));
    }
}
