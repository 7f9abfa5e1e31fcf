package org.imgmill.api.intake;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.imgmill.api.batches.BatchView;
import org.imgmill.batch.LastingCatalogue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A catalogue that comes again, as the API shows it.
///
/// @param lastRun the batch that it was handed in as last
record CatalogueView(
        String id,
        String name,
        @Nullable String preset,
        @Schema(ref = "#/components/schemas/Recipe") JsonNode recipe,
        @ArraySchema(schema = @Schema(ref = "#/components/schemas/NewOutput"))
                List<JsonNode> outputs,
        @Nullable String nameTemplate,
        String freshFor,
        String originFreshFor,
        String goneOutputs,
        @Nullable String sourceUrl,
        @Schema(implementation = Object.class) JsonNode upload,
        @Nullable String schedule,
        String timeZone,
        boolean paused,
        @Nullable Instant nextRunAt,
        @Nullable Instant sourceAskedAt,
        @Nullable String sourceError,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String lastRun) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static CatalogueView of(LastingCatalogue catalogue) {
        var said = catalogue.said();
        var body = MAPPER.readTree(said.body());
        var template = body.path("name_template");
        return new CatalogueView(
                catalogue.id().toString(),
                said.name(),
                said.preset(),
                body.path("recipe").isObject() ? body.path("recipe") : MAPPER.createObjectNode(),
                body.path("outputs").valueStream().toList(),
                template.isString() ? template.asString() : null,
                text(said.freshFor()),
                text(said.originFreshFor()),
                said.removesGone() ? "remove" : "keep",
                said.fetched().source(),
                body.path("upload").isObject() ? body.path("upload") : MAPPER.createObjectNode(),
                said.fetched().schedule(),
                said.fetched().zone(),
                said.fetched().paused(),
                said.fetched().paused() ? null : millis(catalogue.feed().next()),
                millis(catalogue.feed().asked()),
                catalogue.feed().error(),
                BatchView.millis(catalogue.created()),
                BatchView.millis(catalogue.updated()),
                catalogue.last() == null ? null : catalogue.last().toString());
    }

    private static @Nullable Instant millis(@Nullable Instant time) {
        return time == null ? null : BatchView.millis(time);
    }

    /// As a catalogue is told it: `24h`.
    static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds == 0) {
            return "0";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
