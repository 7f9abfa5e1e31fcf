package org.imgmill.limits;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// How large the body of a request may be, by its path: the one place where it is declared.
@Component
public class BodyLimits {

    /// A key, a verb, or nothing at all; whatever has no limit of its own.
    static final DataSize WORDS = DataSize.ofKilobytes(4);

    /// Names, URLs, a recipe.
    static final DataSize FIELDS = DataSize.ofKilobytes(64);

    /// A picture that is laid over others.
    public static final DataSize WATERMARK = DataSize.ofMegabytes(1);

    /// What a form may have beside its file.
    static final DataSize FORM = DataSize.ofMegabytes(1);

    /// @param advice what to do instead
    public record Limit(DataSize most, String advice) {}

    private record Rule(List<PathPattern> paths, boolean files, Limit limit) {

        boolean fits(PathContainer path, boolean file) {
            return files == file && paths.stream().anyMatch(pattern -> pattern.matches(path));
        }
    }

    private static final Limit LEAST = new Limit(WORDS, "");
    private static final Limit SOME_FIELDS = new Limit(FIELDS, "");

    private static final List<PathPattern> SHORT_FORMS =
            patterns(UploadPaths.ANY, UploadPaths.FORM, UploadPaths.DRY_FORM);

    private final List<Rule> rules;

    BodyLimits(LargestBodies largest) {
        var catalogue =
                new Limit(
                        plus(largest.catalogue(), FORM),
                        " (imgmill.csv.max-bytes). Split the catalogue.");
        var list =
                new Limit(
                        largest.list(),
                        " (imgmill.json.max-bytes). Hand a file in, or several lists.");
        var picture = new Limit(plus(largest.picture(), FORM), " (imgmill.outbound.max-bytes).");
        rules =
                List.of(
                        file(catalogue, UploadPaths.ANY, UploadPaths.FORM, UploadPaths.CSV),
                        file(catalogue, UploadPaths.DRY_FORM, UploadPaths.DRY_CSV),
                        data(list, UploadPaths.ANY, UploadPaths.JSON, UploadPaths.DRY_JSON),
                        data(SOME_FIELDS, "/v1/batches/{id}", "/v1/batches/{id}/retry", "/v1/keys"),
                        data(SOME_FIELDS, "/v1/batches/{id}/again"),
                        data(SOME_FIELDS, "/v1/batches/{id}/webhooks", "/v1/presets/{name}"),
                        data(SOME_FIELDS, "/v1/catalogues", "/v1/catalogues/{id}"),
                        data(new Limit(WATERMARK, ""), "/v1/watermarks/{name}"),
                        file(picture, "/v1/preview"),
                        data(SOME_FIELDS, "/v1/preview"),
                        file(catalogue, "/upload", "/api/upload", "/image/upload"),
                        file(catalogue, "/compat/*/upload", "/compat/*/*/upload"),
                        data(SOME_FIELDS, "/api/webhook/*", "/compat/*/api/webhook/*"));
    }

    private static DataSize plus(DataSize one, DataSize other) {
        return DataSize.ofBytes(one.toBytes() + other.toBytes());
    }

    /// Forms with files, and files that are the whole body; they are kept on the disk.
    private static Rule file(Limit limit, String... paths) {
        return new Rule(patterns(paths), true, limit);
    }

    /// All else, above all JSON; it is held in memory.
    private static Rule data(Limit limit, String... paths) {
        return new Rule(patterns(paths), false, limit);
    }

    /// Older clients write some paths with a slash at the end.
    private static List<PathPattern> patterns(String... paths) {
        return Stream.of(paths)
                .flatMap(path -> Stream.of(path, path + "/"))
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
    }

    /// Of a form without a file (`application/x-www-form-urlencoded`), as curl sends one that names
    /// the address of a catalogue.
    public Limit ofShortForm(PathContainer path) {
        return SHORT_FORMS.stream().anyMatch(pattern -> pattern.matches(path))
                ? SOME_FIELDS
                : LEAST;
    }

    /// @param file whether the body says that it is a form or a file
    public Limit of(PathContainer path, boolean file) {
        return rules.stream()
                .filter(rule -> rule.fits(path, file))
                .findFirst()
                .map(Rule::limit)
                .orElse(LEAST);
    }
}
