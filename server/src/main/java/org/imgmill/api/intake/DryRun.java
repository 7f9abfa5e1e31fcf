package org.imgmill.api.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.api.batches.HeaderJson;
import org.imgmill.api.errors.ColumnsView;
import org.imgmill.api.errors.LineError;
import org.imgmill.batch.DistinctUrls;
import org.imgmill.batch.UrlSets;
import org.imgmill.catalogue.Catalogue;
import org.imgmill.catalogue.CatalogueHeader;
import org.imgmill.catalogue.CatalogueOptions;
import org.imgmill.catalogue.CatalogueRow;
import org.imgmill.catalogue.CatalogueSink;
import org.imgmill.catalogue.Excerpt;
import org.imgmill.catalogue.OnBadRow;
import org.imgmill.catalogue.Problems;
import org.imgmill.catalogue.Reading;
import org.imgmill.catalogue.Understanding;
import org.imgmill.catalogue.Warning;
import org.imgmill.limits.ParsingThreads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads a catalogue as an upload would, and keeps nothing but what it found.
@Component
class DryRun {

    private final UrlSets urls;
    private final ParsingThreads threads;

    DryRun(UrlSets urls, ParsingThreads threads) {
        this.urls = urls;
        this.threads = threads;
    }

    /// @param pictures whether it is pictures themselves, which are not fetched
    /// @param estimate what it would come to; null: that was not asked for
    /// @param duplicates URLs that stand more than once, counted at every place but the first
    /// @param catalogues that this may be a run of: their last one had the same name or columns
    record Report(
            long rows,
            long images,
            long distinct,
            long duplicates,
            long invalidUrls,
            List<HostCount> hosts,
            List<String> warnings,
            List<String> header,
            int urlColumn,
            @Nullable String sampleUrl,
            long formulaCells,
            long problemsTotal,
            List<LineError> errors,
            List<BadRowView> badRows,
            @Nullable ColumnsView columns,
            boolean pictures,
            List<Offer> catalogues,
            @Nullable Estimate estimate) {

        Report offering(List<Offer> some) {
            return with(some, estimate);
        }

        Report with(Estimate estimated) {
            return with(catalogues, estimated);
        }

        private Report with(List<Offer> some, @Nullable Estimate estimated) {
            return new Report(
                    rows,
                    images,
                    distinct,
                    duplicates,
                    invalidUrls,
                    hosts,
                    warnings,
                    header,
                    urlColumn,
                    sampleUrl,
                    formulaCells,
                    problemsTotal,
                    errors,
                    badRows,
                    columns,
                    pictures,
                    some,
                    estimated);
        }
    }

    /// A catalogue that comes again.
    record Offer(String id, String name) {}

    /// @param strata of what the report counts, to try some of it
    record Looked(Report report, Strata strata) {}

    record HostCount(String host, long images) {}

    record RowView(long line, List<String> cells) {}

    record BadRowView(
            long line,
            List<String> cells,
            List<LineError> problems,
            List<RowView> before,
            List<RowView> after) {}

    Looked read(Accept.Upload upload, CatalogueOptions options) {
        return threads.run(() -> readHere(upload, options));
    }

    /// What stands in a list: as many products as images.
    Looked count(ListedImages images) {
        return threads.run(
                () -> {
                    try (var distinct = urls.open()) {
                        var found = new Found(distinct);
                        found.header(HeaderJson.LIST);
                        images.each(image -> found.product(List.of(image.url())));
                        return found.looked(new Problems(List.of(), 0, List.of()), List.of(), 0);
                    } catch (IOException e) {
                        throw new UncheckedIOException("the spooled list could not be read", e);
                    }
                });
    }

    private Looked readHere(Accept.Upload upload, CatalogueOptions options) {
        try (var distinct = urls.open();
                var in = upload.open()) {
            var found = new Found(distinct);
            return switch (Catalogue.read(in, looking(options), found)) {
                case Reading.Refused refused when found.header == null || refused.isTooLarge() ->
                        throw LineError.refused(refused);
                case Reading.Refused refused -> found.looked(refused.problems(), List.of(), 0);
                case Reading.Read read ->
                        found.looked(
                                read.problems(), read.warnings(), read.counts().formulaCells());
            };
        } catch (IOException e) {
            throw new UncheckedIOException("the spooled upload could not be read", e);
        }
    }

    /// Goes on where a batch would not start, to say why.
    private static CatalogueOptions looking(CatalogueOptions options) {
        var mapping = options.mapping();
        return options.with(OnBadRow.SKIP).with(mapping == null ? null : mapping.acceptingGuess());
    }

    /// What stands in the catalogue, for a preview.
    private static final class Found implements CatalogueSink<RuntimeException> {

        private @Nullable CatalogueHeader header;
        private @Nullable ColumnsView columns;
        private long rows;
        private long images;
        private long invalid;
        private final DistinctUrls distinct;
        private final Strata strata = new Strata();
        private @Nullable String sample;

        Found(DistinctUrls distinct) {
            this.distinct = distinct;
        }

        @Override
        public void understood(Understanding understanding) {
            columns = ColumnsView.of(understanding);
        }

        @Override
        public void header(CatalogueHeader found) {
            header = found;
        }

        @Override
        public void row(CatalogueRow row) {
            product(row.urls());
        }

        void product(List<String> links) {
            rows++;
            for (var text : links) {
                if (text.isEmpty()) {
                    continue;
                }
                images++;
                var link = Accept.link(text);
                distinct.use(link.url());
                if (link.host().isEmpty()) {
                    invalid++;
                } else {
                    strata.add(link.host(), link.url());
                    sample = sample == null ? link.url() : sample;
                }
            }
        }

        Looked looked(Problems problems, List<Warning> warnings, long formulaCells) {
            return new Looked(report(problems, warnings, formulaCells), strata);
        }

        private Report report(Problems problems, List<Warning> warnings, long formulaCells) {
            var names = header == null ? List.<String>of() : header.columns();
            return new Report(
                    rows,
                    images,
                    distinct.size(),
                    images - distinct.size(),
                    invalid,
                    strata.all().stream()
                            .map(one -> new HostCount(one.host(), one.images()))
                            .limit(100)
                            .toList(),
                    warnings.stream().map(Warning::message).toList(),
                    names,
                    header == null ? -1 : header.urls(),
                    sample,
                    formulaCells,
                    problems.total(),
                    problems.first().stream().map(LineError::of).toList(),
                    problems.excerpts().stream().map(Found::badRow).toList(),
                    columns,
                    false,
                    List.of(),
                    null);
        }

        private static BadRowView badRow(Excerpt excerpt) {
            return new BadRowView(
                    excerpt.bad().line(),
                    List.of(excerpt.bad().cells()),
                    excerpt.bad().problems().stream().map(LineError::of).toList(),
                    beside(excerpt.before()),
                    beside(excerpt.after()));
        }

        private static List<RowView> beside(Excerpt.@Nullable Line line) {
            var rows = new ArrayList<RowView>(1);
            if (line != null) {
                rows.add(new RowView(line.line(), List.of(line.cells())));
            }
            return rows;
        }
    }
}
