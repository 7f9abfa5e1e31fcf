package org.imgmill.api.intake;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.imgmill.api.webhooks.WebhookFields;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Catalogues;
import org.imgmill.batch.LastingCatalogue;
import org.imgmill.fetch.Version;
import org.imgmill.processing.Versions;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Fetches catalogues from their addresses when their time has come, on one node of a fleet at a
/// time, and takes them in as if their owners had uploaded them.
///
/// The run and the time of the next one are written in one transaction: a node that dies before its
/// end has done nothing, one that dies after it has done all.
@Configuration(proxyBeanMethods = false)
class RunSources {

    private static final Logger log = LoggerFactory.getLogger(RunSources.class);
    private static final int MOST = 20;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Catalogues catalogues;
    private final CatalogueFields fields;
    private final FetchSource sources;
    private final PresetFields presets;
    private final Accept accept;
    private final KeepWorkbook workbooks;
    private final TransactionTemplate transaction;

    RunSources(
            Catalogues catalogues,
            CatalogueFields fields,
            FetchSource sources,
            PresetFields presets,
            Accept accept,
            KeepWorkbook workbooks,
            TransactionTemplate transaction) {
        this.catalogues = catalogues;
        this.fields = fields;
        this.sources = sources;
        this.presets = presets;
        this.accept = accept;
        this.workbooks = workbooks;
        this.transaction = transaction;
    }

    @Bean
    Task<Void> sourcesTask() {
        return Tasks.recurring("sources", FixedDelay.of(Duration.ofSeconds(2)))
                .execute((_, _) -> runDue());
    }

    /// Side by side: one whose host is slow keeps no other waiting.
    private void runDue() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var catalogue : catalogues.due(MOST)) {
                threads.execute(() -> runAsItsOwner(catalogue));
            }
        }
    }

    private void runAsItsOwner(LastingCatalogue catalogue) {
        try {
            Caller.unasked(catalogue.owner(), () -> run(catalogue));
        } catch (RuntimeException e) {
            log.warn(
                    "{} is due, but what became of it could not be written; it is tried again in some seconds: {}",
                    catalogue.said().name(),
                    e.toString());
        }
    }

    /// A source that fails leaves everything as it was.
    private void run(LastingCatalogue catalogue) {
        var next = next(catalogue);
        if (catalogues.isRunning(catalogue.id())) {
            if (!catalogue.feed().now()) {
                log.info("{} is not fetched: its last run still goes.", catalogue.said().name());
                catalogues.fetched(catalogue, "The run before had not ended.", null, next);
            }
            return;
        }
        try {
            boolean other =
                    sources.thenIfOther(
                            String.valueOf(catalogue.said().fetched().source()),
                            known(catalogue),
                            fetched -> take(catalogue, fetched, next));
            if (!other) {
                catalogues.fetched(catalogue, null, null, next);
            }
        } catch (Refused e) {
            log.warn("{} could not be run: {}", catalogue.said().name(), e.detail());
            catalogues.fetched(catalogue, e.detail(), null, next);
        } catch (RuntimeException | Error e) {
            // It would be due again at once, and for ever.
            log.error("{} could not be run.", catalogue.said().name(), e);
            catalogues.fetched(
                    catalogue, "This server could not do it; its log says why.", null, next);
        }
    }

    private static @Nullable Instant next(LastingCatalogue catalogue) {
        var when = catalogue.said().fetched();
        return when.schedule() == null
                ? null
                : RunTimes.of(when.schedule(), when.zone()).after(Instant.now());
    }

    /// A run that somebody asks for is made even with the same list: its images may be others.
    private static Optional<Version> known(LastingCatalogue catalogue) {
        return catalogue.feed().now()
                ? Optional.empty()
                : Versions.toAskWith(catalogue.feed().version());
    }

    private void take(
            LastingCatalogue catalogue, FetchSource.FetchedAgain again, @Nullable Instant next) {
        var arrived = again.fetched();
        var given = new TreeMap<>(options(catalogue.said()));
        given.put(CatalogueFields.NAME, catalogue.id().toString());
        var all = new Fields(given).under(presets);
        var wanted =
                all.wanted(arrived.name(), accept.possible(all.outputs()), fields)
                        .from(arrived.source())
                        .askedAt(catalogue.feed().base());
        boolean skip = "skip".equals(given.get("on_error"));
        var options = accept.options(skip, all.text("url_separator"), MappingFields.of(all));
        var hooks = fields.hooks(wanted, List.of());
        Accept.Upload file = arrived.file()::getInputStream;
        try (var workbook = workbooks.of(file)) {
            transaction.executeWithoutResult(
                    _ -> {
                        if (BucketSource.isPrefix(catalogue.said().fetched().source())) {
                            accept.list(new ListedImages(file), wanted, hooks);
                        } else {
                            accept.file(file, wanted, options, hooks, workbook);
                        }
                        catalogues.fetched(
                                catalogue, null, Versions.toRemember(again.version()), next);
                    });
        }
    }

    /// How its file is read, and who hears of its runs, as a form would say it.
    static Map<String, String> options(LastingCatalogue.Said said) {
        var options = new HashMap<String, String>();
        for (var field : MAPPER.readTree(said.body()).path("upload").properties()) {
            var value = field.getValue();
            options.put(
                    field.getKey(), value.isValueNode() ? value.asString("") : value.toString());
        }
        return options;
    }

    static Map<String, String[]> hooks(Map<String, String> given) {
        var hooks = new HashMap<String, String[]>();
        given.forEach(
                (name, value) -> {
                    if (WebhookFields.NAMES.contains(name)) {
                        hooks.put(name, new String[] {value});
                    }
                });
        return hooks;
    }
}
