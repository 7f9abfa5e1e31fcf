package org.imgmill.api.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.api.batches.HeaderJson;
import org.imgmill.api.errors.LineError;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Batches;
import org.imgmill.batch.HandedInWatermarks;
import org.imgmill.batch.Intake;
import org.imgmill.batch.Link;
import org.imgmill.batch.NewBatch;
import org.imgmill.batch.Originals;
import org.imgmill.batch.Product;
import org.imgmill.catalogue.BadRow;
import org.imgmill.catalogue.Catalogue;
import org.imgmill.catalogue.CatalogueHeader;
import org.imgmill.catalogue.CatalogueLimits;
import org.imgmill.catalogue.CatalogueOptions;
import org.imgmill.catalogue.CatalogueRow;
import org.imgmill.catalogue.CatalogueSink;
import org.imgmill.catalogue.Formulas;
import org.imgmill.catalogue.Mapping;
import org.imgmill.catalogue.OnBadRow;
import org.imgmill.catalogue.Reading;
import org.imgmill.catalogue.Warning;
import org.imgmill.fetch.ParsedUrl;
import org.imgmill.fetch.WebUrl;
import org.imgmill.limits.Allowance;
import org.imgmill.node.Folders;
import org.imgmill.output.NameTemplate;
import org.imgmill.output.Output;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.storage.SourceBuckets;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.Watermarks;
import org.imgmill.webhook.NewWebhook;
import org.imgmill.webhook.Webhook;
import org.imgmill.webhook.Webhooks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes catalogues in, for every face of the API alike.
///
/// Long: files, lists and pictures become products here, and nowhere else.
@Component
public class Accept {

    private final Batches batches;
    private final HeaderJson headers;
    private final CatalogueLimits limits;
    private final Path scratch;
    private final Webhooks webhooks;
    private final Allowance allowance;
    private final Originals originals;
    private final Watermarks watermarks;
    private final HandedInWatermarks handedIn;

    Accept(
            Batches batches,
            Webhooks webhooks,
            Allowance allowance,
            HeaderJson headers,
            UploadSettings settings,
            Folders folders,
            Originals originals,
            Watermarks watermarks,
            HandedInWatermarks handedIn) {
        this.watermarks = watermarks;
        this.handedIn = handedIn;
        this.originals = originals;
        this.batches = batches;
        this.webhooks = webhooks;
        this.allowance = allowance;
        this.headers = headers;
        this.limits =
                new CatalogueLimits(
                        settings.maxRows(),
                        settings.maxImages(),
                        settings.maxBytes().toBytes(),
                        CatalogueLimits.DEFAULT.maxCellBytes(),
                        CatalogueLimits.DEFAULT.maxColumns());
        this.scratch = folders.temporary();
    }

    /// Refuses a catalogue while it arrives if nothing that follows could save it.
    public void check(InputStream arriving, CatalogueOptions options) throws IOException {
        var refused = Catalogue.refusal(arriving, options);
        if (refused.isPresent()) {
            throw LineError.refused(refused.get());
        }
    }

    /// Outputs that this server can make.
    ///
    /// @throws Refused if it lacks what a recipe names
    List<Output> possible(List<Output> outputs) {
        return outputs.stream()
                .map(output -> new Output(output.name(), possible(output.recipe())))
                .toList();
    }

    /// A recipe that this server can follow, with the version that its watermark has now.
    ///
    /// @throws Refused if it lacks what the recipe names
    public Recipe possible(Recipe recipe) {
        var name = recipe.watermark();
        if (name == null) {
            return recipe;
        }
        var now =
                handedIn.current(Caller.current().key(), name)
                        .map(recipe::withWatermark)
                        .orElse(recipe);
        watermarks
                .problem(now)
                .ifPresent(
                        what -> {
                            throw new Refused(
                                    ProblemType.INVALID_FIELD,
                                    "%s, and PUT /v1/watermarks/%s hands one in."
                                            .formatted(what, name));
                        });
        return now;
    }

    /// How the older faces read a catalogue: as strictly as their documents ask for.
    public CatalogueOptions strict() {
        return new CatalogueOptions(OnBadRow.REJECT, null, limits, scratch, null);
    }

    /// How any catalogue is read.
    ///
    /// @param urlSeparator null: URL cells are split by what they hold
    CatalogueOptions options(boolean skipBadRows, @Nullable String urlSeparator, Mapping mapping) {
        return new CatalogueOptions(
                skipBadRows ? OnBadRow.SKIP : OnBadRow.REJECT,
                urlSeparator,
                limits,
                scratch,
                mapping);
    }

    /// What was taken in, and who will hear of it.
    public record Accepted(Batch batch, List<Webhook> webhooks) {}

    /// Reads a file that has arrived whole and takes it in with its webhooks, or refuses it and
    /// keeps nothing.
    ///
    /// @throws Refused if the caller's key has used up what it may
    @Transactional
    public Accepted file(
            Upload upload, NewBatch wanted, CatalogueOptions options, List<NewWebhook> hooks) {
        return with(hooks, batches.accept(wanted, intake -> fill(upload, options, wanted, intake)));
    }

    /// As `file`, keeping a workbook with its batch.
    @Transactional
    Accepted file(
            Upload upload,
            NewBatch wanted,
            CatalogueOptions options,
            List<NewWebhook> hooks,
            KeepWorkbook.Keeping workbook) {
        var batch =
                batches.accept(
                        wanted,
                        intake ->
                                workbook.kept(
                                        fill(upload, workbook.watching(options), wanted, intake)));
        if (batch.originals() != null) {
            originals.belongsToABatch(batch.originals());
        }
        return with(hooks, batch);
    }

    /// Takes the rows of a batch in once more.
    @Transactional
    Accepted again(Batch of, NewBatch wanted, List<NewWebhook> hooks) {
        return with(hooks, batches.again(of, wanted));
    }

    private Accepted with(List<NewWebhook> hooks, Batch batch) {
        if (batch.owner() != null) {
            allowance.charge(batch.owner(), batch.counts().distinct());
        }
        return new Accepted(
                batch, hooks.stream().map(hook -> webhooks.register(batch.id(), hook)).toList());
    }

    /// Takes in images that came as a list: one product each, `id` being its serial number.
    @Transactional
    Accepted list(ListedImages images, NewBatch wanted, List<NewWebhook> hooks) {
        return with(
                hooks,
                batches.accept(
                        wanted, intake -> fill(images, bound(wanted, HeaderJson.LIST), intake)));
    }

    private Batches.Filled fill(
            ListedImages images, NameTemplate.@Nullable Bound bound, Intake intake) {
        var formulas = new int[1];
        try {
            images.each(
                    image -> {
                        formulas[0] += Formulas.isDangerous(image.id()) ? 1 : 0;
                        var cells = new String[] {image.id(), image.url()};
                        intake.product(
                                intake.rows() + 1L,
                                cells,
                                List.of(link(image.url())),
                                bound == null
                                        ? null
                                        : naming(
                                                bound,
                                                new NameTemplate.Place(
                                                        cells, image.id(), image.id())),
                                Product.Carried.NOTHING);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("the spooled list could not be read", e);
        }
        return new Batches.Filled(headers.write(HeaderJson.LIST), List.of(), formulas[0]);
    }

    /// Takes in pictures that are stored: one product each, whose path is its id.
    ///
    /// @param token under which they are stored, in their order
    @Transactional
    Accepted pictures(
            ArrivedPictures arrived, String token, NewBatch wanted, List<NewWebhook> hooks) {
        var named = wanted.names() == null ? wanted.calling(NameTemplate.OF_PICTURES) : wanted;
        var batch =
                batches.accept(
                        named,
                        intake -> fill(arrived, token, bound(named, HeaderJson.PICTURES), intake));
        originals.belongsToABatch(token);
        return with(hooks, batch);
    }

    private Batches.Filled fill(
            ArrivedPictures arrived,
            String token,
            NameTemplate.@Nullable Bound bound,
            Intake intake) {
        int formulas = 0;
        for (var picture : arrived.pictures()) {
            formulas += Formulas.isDangerous(picture.path()) ? 1 : 0;
            var cells = new String[] {picture.path()};
            intake.product(
                    intake.rows() + 1L,
                    cells,
                    List.of(new Link(picture.path(), "")),
                    bound == null ? null : naming(bound, cells, picture.path()),
                    Product.Carried.NOTHING);
        }
        return new Batches.Filled(
                headers.write(HeaderJson.PICTURES), arrived.warnings(), formulas, token, true);
    }

    private static NameTemplate.@Nullable Bound bound(NewBatch wanted, CatalogueHeader header) {
        try {
            return wanted.names() == null ? null : wanted.names().bind(header.columns());
        } catch (IllegalArgumentException e) {
            throw new Refused(ProblemType.INVALID_FIELD, e.getMessage() + ".");
        }
    }

    /// A row that goes on with the product above is called like it, whichever column a template
    /// names.
    private static NameTemplate.Place place(
            CatalogueRow row,
            @Nullable CatalogueHeader header,
            Product.Carried carried,
            Intake intake) {
        var id = row.serial().isBlank() ? Integer.toString(intake.rows() + 1) : row.serial();
        var cells = row.cells();
        if (header != null && !carried.equals(Product.Carried.NOTHING)) {
            cells = cells.clone();
            if (carried.id() != null) {
                cells[header.serial()] = carried.id();
            }
            if (carried.name() != null) {
                cells[header.name()] = carried.name();
            }
        }
        return new NameTemplate.Place(cells, id, row.name());
    }

    private static Intake.Naming naming(NameTemplate.Bound names, NameTemplate.Place place) {
        return (position, url) -> names.name(place, position, url);
    }

    /// A path is no URL: what stands behind `#` in it is part of the name.
    private static Intake.Naming naming(NameTemplate.Bound names, String[] cells, String path) {
        var place = new NameTemplate.Place(cells, path, path);
        var url = path.replace("%", "%25").replace("?", "%3F").replace("#", "%23");
        return (position, _) -> names.name(place, position, url);
    }

    record ListedImage(String id, String url) {}

    private Batches.Filled fill(
            Upload upload, CatalogueOptions options, NewBatch wanted, Intake intake) {
        var sink =
                new CatalogueSink<RuntimeException>() {
                    private final List<Link> links = new ArrayList<>();
                    private @Nullable CatalogueHeader header;
                    private NameTemplate.@Nullable Bound names;

                    @Override
                    public void header(CatalogueHeader found) {
                        header = found;
                        names = bound(wanted, found);
                    }

                    @Override
                    public void row(CatalogueRow row) {
                        links.clear();
                        row.urls().forEach(url -> links.add(url.isEmpty() ? Link.NONE : link(url)));
                        var carried = carried(row, header, intake);
                        intake.product(
                                row.line(),
                                row.cells(),
                                links,
                                names == null
                                        ? null
                                        : naming(names, place(row, header, carried, intake)),
                                carried);
                    }

                    @Override
                    public void badRow(BadRow row) {
                        if (options.onBadRow() == OnBadRow.SKIP) {
                            intake.skipped(row.line(), row.cells(), headers.write(row.problems()));
                        }
                    }
                };
        try (var in = upload.open()) {
            return switch (Catalogue.read(in, options, sink)) {
                case Reading.Refused refused -> throw LineError.refused(refused);
                case Reading.Read read ->
                        new Batches.Filled(
                                headers.write(read.header()),
                                read.warnings().stream().map(Warning::message).toList(),
                                Math.toIntExact(read.counts().formulaCells()));
            };
        } catch (IOException e) {
            throw new UncheckedIOException("the spooled upload could not be read", e);
        }
    }

    /// What the reading of a row found that its own cells do not say.
    private static Product.Carried carried(
            CatalogueRow row, @Nullable CatalogueHeader header, Intake intake) {
        if (header == null) {
            return Product.Carried.NOTHING;
        }
        boolean id =
                isBlank(row, header.serial())
                        && !row.serial().equals(Integer.toString(intake.rows() + 1));
        boolean name = isBlank(row, header.name()) && !row.name().isEmpty();
        return id || name
                ? new Product.Carried(id ? row.serial() : null, name ? row.name() : null)
                : Product.Carried.NOTHING;
    }

    private static boolean isBlank(CatalogueRow row, int column) {
        return column >= 0 && row.cells()[column].isBlank();
    }

    /// A file that was spooled while it arrived.
    public interface Upload {
        InputStream open() throws IOException;
    }

    static Link link(String text) {
        return switch (WebUrl.parse(text)) {
            case WebUrl url -> new Link(url.text(), url.authority());
            case ParsedUrl.Invalid _ -> new Link(text, SourceBuckets.bucket(text).orElse(""));
        };
    }
}
