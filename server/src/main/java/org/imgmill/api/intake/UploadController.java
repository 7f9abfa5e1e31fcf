package org.imgmill.api.intake;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.imgmill.api.batches.Views;
import org.imgmill.api.webhooks.WebhookFields;
import org.imgmill.batch.NewBatch;
import org.imgmill.batch.Source;
import org.imgmill.catalogue.CatalogueOptions;
import org.imgmill.limits.UploadPaths;
import org.imgmill.links.PublicUrl;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.webhook.NewWebhook;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/// Batches handed in as a catalogue, or as pictures.
///
/// Long: the ways in differ by a line or two, and are told apart here alone.
@RestController
@RequestMapping(path = "/v1/batches", produces = MediaType.APPLICATION_JSON_VALUE)
class UploadController {

    /// Of every form.
    private static final Set<String> ONE_FORM =
            Fields.with(
                    Fields.RECIPE,
                    "name",
                    "priority",
                    "max_failures",
                    "url_separator",
                    "columns",
                    "header_row",
                    "sheet",
                    "encoding",
                    "delimiter",
                    "on_error",
                    "keep",
                    "name_template",
                    "outputs",
                    PresetFields.NAME,
                    CatalogueFields.NAME,
                    CatalogueFields.FORCE,
                    "source_url",
                    "webhook_url",
                    "webhook_urls",
                    "webhook_events",
                    "webhook_body");

    private static final Set<String> DRY_FORM = Fields.with(ONE_FORM, Estimates.NAME);
    private static final Set<String> FORM = Fields.with(DRY_FORM, Fields.DRY_RUN);

    private final Accept accept;
    private final DryRun dryRun;
    private final WebhookFields webhooks;
    private final Idempotency idempotency;
    private final Views views;
    private final FetchSource sources;
    private final PublicUrl links;
    private final KeepWorkbook workbooks;
    private final TakePictures pictures;
    private final PresetFields presets;
    private final CatalogueFields catalogues;
    private final Estimates estimates;

    UploadController(
            Accept accept,
            DryRun dryRun,
            WebhookFields webhooks,
            Idempotency idempotency,
            Views views,
            FetchSource sources,
            PublicUrl links,
            KeepWorkbook workbooks,
            TakePictures pictures,
            PresetFields presets,
            CatalogueFields catalogues,
            Estimates estimates) {
        this.estimates = estimates;
        this.catalogues = catalogues;
        this.pictures = pictures;
        this.workbooks = workbooks;
        this.sources = sources;
        this.presets = presets;
        this.links = links;
        this.accept = accept;
        this.dryRun = dryRun;
        this.webhooks = webhooks;
        this.idempotency = idempotency;
        this.views = views;
    }

    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = DryRun.Report.class)))
    @PostMapping(consumes = {MediaType.MULTIPART_FORM_DATA_VALUE, "text/csv"})
    ResponseEntity<?> upload(MultipartHttpServletRequest request) {
        var form = ArrivingForm.of(request);
        if (form != null) {
            form.watchedBy((_, arriving, before) -> accept.check(arriving, options(false, before)));
        }
        var parameters = request.getParameterMap();
        var given = new Fields(single(parameters));
        given.refuseAllBut(known(request));
        Supplier<List<NewWebhook>> hooks = () -> webhooks.ofForm(parameters);
        var images = spooled(request.getFiles(ArrivingForm.PICTURES));
        if (given.text("source_url") != null) {
            if (!request.getFileMap().isEmpty()) {
                throw new Refused(
                        ProblemType.INVALID_FIELD,
                        "The form has a file and a source_url; one catalogue is one batch.");
            }
            return fetched(given, hooks, request, parameters);
        }
        var fields = given.under(presets);
        if (!images.isEmpty()) {
            if (request.getFileMap().size() > 1) {
                throw new Refused(
                        ProblemType.INVALID_FIELD,
                        "The form has other files beside \"images\"; pictures are a batch of their own.");
            }
            try (var arrived = pictures.of(images)) {
                var folder = arrived.folder();
                return take(
                        fields,
                        arrived,
                        new Arrived(images.getFirst(), folder == null ? "pictures" : folder, null),
                        hooks,
                        request,
                        digest -> digest.fields(parameters).files(images));
            }
        }
        var file = file(request);
        return take(
                fields,
                new Arrived(file, file.getOriginalFilename(), null),
                hooks,
                request,
                digest -> digest.fields(parameters).file(file::getInputStream));
    }

    private static Set<String> known(HttpServletRequest request) {
        return UploadPaths.isDryRun(request)
                ? DRY_FORM
                : UploadPaths.isOfOneForm(request) ? ONE_FORM : FORM;
    }

    static boolean isDryRun(Fields fields, HttpServletRequest request) {
        return UploadPaths.isDryRun(request) || fields.flag(Fields.DRY_RUN);
    }

    private static List<SpooledFile> spooled(List<MultipartFile> files) {
        return files.stream().map(SpooledFile.class::cast).toList();
    }

    /// As `curl -d source_url=...` sends it.
    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> fetched(HttpServletRequest request) {
        var parameters = request.getParameterMap();
        var fields = new Fields(single(parameters));
        fields.refuseAllBut(known(request));
        return fetched(fields, () -> webhooks.ofForm(parameters), request, parameters);
    }

    /// @param given without what its preset adds
    /// @param said what makes two such requests one
    ResponseEntity<?> fetched(
            Fields given,
            Supplier<List<NewWebhook>> hooks,
            HttpServletRequest request,
            Map<String, String[]> said) {
        var fields = given.under(presets);
        var link = fields.text("source_url");
        if (link == null) {
            throw new Refused(
                    ProblemType.MISSING_FILE,
                    "The form has no file. Send the catalogue in the field \"file\", or say where it is with source_url.");
        }
        return sources.then(
                link,
                fetched ->
                        take(
                                fields,
                                new Arrived(fetched.file(), fetched.name(), fetched.source()),
                                hooks,
                                request,
                                digest -> digest.fields(said)));
    }

    /// A catalogue, or pictures, that are here.
    private record Arrived(SpooledFile file, String name, @Nullable Source source) {}

    private ResponseEntity<?> take(
            Fields fields,
            ArrivedPictures arrived,
            Arrived from,
            Supplier<List<NewWebhook>> webhooksWanted,
            HttpServletRequest request,
            UnaryOperator<UploadDigest> digest) {
        var wanted = wanted(fields, from);
        if (wanted.run() != null) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "catalogue is for lists of addresses; pictures that come themselves are always new.");
        }
        if (Estimates.isWanted(fields, request)) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "estimate is for lists of addresses; pictures that come themselves are all here.");
        }
        return isDryRun(fields, request)
                ? ResponseEntity.ok(TakePictures.report(arrived))
                : pictures.take(arrived, wanted, webhooksWanted.get(), request, digest);
    }

    private ResponseEntity<?> take(
            Fields fields,
            Arrived arrived,
            Supplier<List<NewWebhook>> webhooksWanted,
            HttpServletRequest request,
            UnaryOperator<UploadDigest> digest) {
        try (var images = pictures.in(arrived.file())) {
            return images == null
                    ? takeCatalogue(fields, arrived, webhooksWanted, request, digest)
                    : take(fields, images, arrived, webhooksWanted, request, digest);
        }
    }

    private NewBatch wanted(Fields fields, Arrived arrived) {
        var given = fields.text("name");
        var plain =
                fields.wanted(
                                given != null ? given : arrived.name(),
                                accept.possible(fields.outputs()),
                                catalogues)
                        .askedAt(links.remembered());
        return arrived.source() == null ? plain : plain.from(arrived.source());
    }

    private ResponseEntity<?> takeCatalogue(
            Fields fields,
            Arrived arrived,
            Supplier<List<NewWebhook>> webhooksWanted,
            HttpServletRequest request,
            UnaryOperator<UploadDigest> digest) {
        Accept.Upload file = arrived.file()::getInputStream;
        var wanted = wanted(fields, arrived);
        boolean skip = fields.word("on_error", OnError.class, OnError.REJECT) == OnError.SKIP;
        var options = options(skip, fields);
        boolean estimated = Estimates.isWanted(fields, request);
        if (isDryRun(fields, request)) {
            var looked = dryRun.read(file, options);
            var report =
                    estimated ? estimates.add(looked, wanted.outputs(), request) : looked.report();
            return ResponseEntity.ok(
                    report.offering(catalogues.like(wanted.name(), report.header())));
        }
        var hooks = catalogues.hooks(wanted, webhooksWanted.get());
        try (var workbook = workbooks.of(file)) {
            return AcceptedView.answer(
                    idempotency.once(
                            request,
                            digest,
                            () -> accept.file(file, wanted, options, hooks, workbook)),
                    views);
        }
    }

    private CatalogueOptions options(boolean skipBadRows, Fields fields) {
        return accept.options(skipBadRows, fields.text("url_separator"), MappingFields.of(fields));
    }

    private enum OnError {
        REJECT,
        SKIP
    }

    private static SpooledFile file(MultipartHttpServletRequest request) {
        for (var name : request.getFileMap().keySet()) {
            if (!name.equals("file")) {
                throw new Refused(
                        ProblemType.UNKNOWN_FIELD,
                        "There is no field \"%s\" for a file; it is called \"file\", or \"images\" for pictures."
                                .formatted(name));
            }
        }
        var files = spooled(request.getFiles("file"));
        if (files.size() != 1) {
            throw new Refused(
                    ProblemType.MISSING_FILE,
                    files.isEmpty()
                            ? "The form has no file. Send the catalogue in the field \"file\", or say where it is with source_url."
                            : "The form has "
                                    + files.size()
                                    + " files; one catalogue is one batch. Pictures go into \"images\".");
        }
        if (files.getFirst().isEmpty()) {
            throw new Refused(ProblemType.EMPTY_FILE, "The file is empty.");
        }
        return files.getFirst();
    }

    private static Map<String, String> single(Map<String, String[]> parameters) {
        var single = new TreeMap<String, String>();
        parameters.forEach(
                (name, values) -> {
                    if (values.length > 1 && !WebhookFields.NAMES.contains(name)) {
                        throw new Refused(
                                ProblemType.INVALID_FIELD,
                                "%s is given %d times.".formatted(name, values.length));
                    }
                    single.put(name, values[0]);
                });
        return single;
    }
}
