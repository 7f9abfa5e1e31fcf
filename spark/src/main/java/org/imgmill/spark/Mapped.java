package org.imgmill.spark;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.imgmill.catalogue.CatalogueLimits;
import org.imgmill.catalogue.CatalogueOptions;
import org.imgmill.catalogue.Mapping;
import org.imgmill.catalogue.OnBadRow;
import org.jspecify.annotations.Nullable;

/// What a person said about the columns and the form of a catalogue, in types that travel.
record Mapped(
        @Nullable String id,
        @Nullable String name,
        List<String> images,
        @Nullable Integer headerRow,
        @Nullable String sheet,
        @Nullable String encoding,
        @Nullable Character delimiter,
        boolean acceptsGuess,
        boolean skipsBadRows)
        implements Serializable {

    /// A lake has no limits; a row has.
    private static final CatalogueLimits LIMITS =
            new CatalogueLimits(Long.MAX_VALUE, Long.MAX_VALUE, 1L << 50, 1 << 20, 1_000);

    Mapped {
        images = List.copyOf(images);
    }

    static Mapped of(Options options) {
        boolean auto = options.text("columns").isPresent();
        if (auto && !options.needed("columns").equals("auto")) {
            throw new Options.Wrong("--columns is auto; --images, --id and --name name columns.");
        }
        return new Mapped(
                options.text("id").orElse(null),
                options.text("name").orElse(null),
                options.text("images").stream()
                        .flatMap(names -> Stream.of(names.split(",")))
                        .map(String::strip)
                        .toList(),
                options.text("header-row").isEmpty()
                        ? null
                        : (Integer) (int) options.number("header-row", 0, 0, 1_000_000),
                options.text("sheet").orElse(null),
                options.<@Nullable String>value(
                        "encoding",
                        null,
                        "an encoding such as UTF-8",
                        n -> Charset.forName(n).name()),
                options.<@Nullable Character>value(
                        "delimiter", null, "one character such as ; or the word tab", Mapped::one),
                auto,
                options.value("bad-rows", OnBadRow.REJECT, "skip or reject", Mapped::onBadRow)
                        == OnBadRow.SKIP);
    }

    private static Character one(String text) {
        String given = text.equals("tab") ? "\t" : text;
        if (given.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return given.charAt(0);
    }

    private static OnBadRow onBadRow(String text) {
        return OnBadRow.valueOf(text.toUpperCase(java.util.Locale.ROOT));
    }

    /// For rows that were written as a CSV by ourselves; those without an image are no trouble.
    Mapped forSample() {
        return new Mapped(id, name, images, 1, null, "UTF-8", ',', acceptsGuess, true);
    }

    CatalogueOptions options() {
        return new CatalogueOptions(
                skipsBadRows ? OnBadRow.SKIP : OnBadRow.REJECT,
                null,
                LIMITS,
                Path.of(System.getProperty("java.io.tmpdir")),
                new Mapping(
                        id,
                        name,
                        images,
                        headerRow,
                        sheet,
                        encoding == null ? null : Charset.forName(encoding),
                        delimiter,
                        acceptsGuess));
    }
}
