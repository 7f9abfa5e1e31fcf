package org.imgmill.api.intake;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import org.imgmill.api.batches.Views;
import org.imgmill.api.webhooks.WebhookFields;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Catalogues;
import org.imgmill.batch.LastingCatalogue;
import org.imgmill.batch.Memory;
import org.imgmill.batch.NewBatch;
import org.imgmill.batch.Sha256;
import org.imgmill.output.Output;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.transcode.Transcoder;
import org.imgmill.transcode.Watermarks;
import org.imgmill.webhook.NewWebhook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The fields of an upload that make it a run of a catalogue.
@Component
class CatalogueFields {

    static final String NAME = "catalogue";
    static final String FORCE = "force";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Catalogues catalogues;
    private final Watermarks watermarks;
    private final WebhookFields webhooks;

    CatalogueFields(Catalogues catalogues, Watermarks watermarks, WebhookFields webhooks) {
        this.catalogues = catalogues;
        this.watermarks = watermarks;
        this.webhooks = webhooks;
    }

    /// By its id, or by its name where it is the caller's own.
    ///
    /// @throws Refused if there is none
    LastingCatalogue find(String text) {
        var caller = Caller.current();
        return Views.id(text)
                .flatMap(catalogues::find)
                .filter(found -> caller.sees(found.owner()))
                .or(() -> catalogues.find(caller.key(), text))
                .orElseThrow(() -> Refused.noSuch("catalogue", text));
    }

    /// Those of the caller's that such a file may be a run of, the likeliest first.
    List<DryRun.Offer> like(String file, List<String> columns) {
        return catalogues
                .like(Caller.current().key(), file, MAPPER.writeValueAsString(columns))
                .stream()
                .map(found -> new DryRun.Offer(found.id().toString(), found.said().name()))
                .toList();
    }

    /// The catalogue that an upload names; null: it names none.
    @Nullable LastingCatalogue of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return find(text.strip());
        } catch (Refused e) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "There is no catalogue \"%s\"; POST /v1/catalogues makes one."
                            .formatted(text.strip()));
        }
    }

    /// What an upload is a run of; null: of nothing.
    Memory.@Nullable Of run(Fields fields, List<Output> outputs) {
        var catalogue = of(fields.text(NAME));
        boolean forced = fields.flag(FORCE);
        if (catalogue == null) {
            if (forced) {
                throw new Refused(
                        ProblemType.INVALID_FIELD, "force is for uploads that name a catalogue.");
            }
            return null;
        }
        return new Memory.Of(catalogue.id(), key(outputs), forced);
    }

    /// Who hears of such a batch: the webhooks of its upload and of its catalogue.
    List<NewWebhook> hooks(NewBatch wanted, List<NewWebhook> named) {
        if (wanted.run() == null) {
            return named;
        }
        var all = new LinkedHashMap<String, NewWebhook>();
        named.forEach(hook -> all.put(hook.url(), hook));
        catalogues
                .find(wanted.run().catalogue())
                .map(catalogue -> RunSources.hooks(RunSources.options(catalogue.said())))
                .ifPresent(
                        its ->
                                webhooks.ofForm(its)
                                        .forEach(hook -> all.putIfAbsent(hook.url(), hook)));
        return List.copyOf(all.values());
    }

    /// Whatever changes a byte of an output has to change this.
    private String key(List<Output> outputs) {
        var sha256 = Sha256.start();
        sha256.update((byte) Transcoder.GENERATION);
        for (var output : outputs) {
            sha256.update(MAPPER.writeValueAsString(output).getBytes(StandardCharsets.UTF_8));
            watermarks.bytes(output.recipe()).ifPresent(sha256::update);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
