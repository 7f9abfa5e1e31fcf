package org.imgmill.api.outputs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import org.imgmill.api.batches.HeaderJson;
import org.imgmill.attempt.FailureCode;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Image;
import org.imgmill.batch.Product;
import org.imgmill.batch.Products;
import org.imgmill.catalogue.AddedColumn;
import org.imgmill.catalogue.BadRow;
import org.imgmill.catalogue.CatalogueHeader;
import org.imgmill.catalogue.ErrorsWriter;
import org.imgmill.catalogue.FailedImage;
import org.imgmill.catalogue.JsonLinesResults;
import org.imgmill.catalogue.NewWorkbook;
import org.imgmill.catalogue.ResultsFile;
import org.imgmill.catalogue.ResultsWriter;
import org.imgmill.catalogue.WorkbookResults;
import org.imgmill.output.Output;
import org.imgmill.storage.Storage;
import org.imgmill.transcode.Recipe;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Renders a batch's CSV files from the database, row by row, while they are downloaded.
///
/// Long: the tables that a batch gives back share their rows and columns.
@Component
public class Outputs {

    private final Products products;
    private final Storage storage;
    private final HeaderJson headers;

    Outputs(Products products, Storage storage, HeaderJson headers) {
        this.products = products;
        this.storage = storage;
        this.headers = headers;
    }

    /// Names the content of a batch's files; null while they may still change, or if their links
    /// are signed anew each time.
    @Nullable String state(Batch batch, ResultsKind kind, Form form) {
        var link = storage.link(batch.token() + "/1-0.jpg");
        return !batch.status().ended() || link.contains("?")
                ? null
                : "%x-%x%s%s%s%s"
                        .formatted(
                                link.hashCode(),
                                batch.times().updated().hashCode(),
                                kind == ResultsKind.CSV ? "" : "-" + kind.word(),
                                form.csvSafe ? "-safe" : "",
                                form.srcset ? "-srcset" : "",
                                form.score ? "-score" : "");
    }

    /// How a file is to be written.
    ///
    /// @param csvSafe no cell begins like a formula
    /// @param srcset with columns that hold the outputs of each image as a `srcset`
    /// @param score with a column that holds how much each image looks like its original
    public record Form(boolean csvSafe, boolean srcset, boolean score) {

        /// With the columns of output URLs and no others.
        public static Form plain(boolean csvSafe) {
            return new Form(csvSafe, false, false);
        }
    }

    /// The catalogue as it came, with a column of output URLs, and one more for each further
    /// output; an empty place where an image has no output.
    public void results(Batch batch, Form form, OutputStream out) throws IOException {
        var columns = columns(batch, form);
        write(
                batch,
                columns,
                new ResultsWriter(out, headers.header(batch), form.csvSafe, added(columns)));
    }

    /// The same as a new workbook.
    void newWorkbook(Batch batch, Form form, OutputStream out) throws IOException {
        var columns = columns(batch, form);
        write(batch, columns, new NewWorkbook(out, headers.header(batch), added(columns)));
    }

    void jsonLines(Batch batch, Form form, OutputStream out) throws IOException {
        var columns = columns(batch, form);
        write(batch, columns, new JsonLinesResults(out, headers.header(batch), added(columns)));
    }

    /// The workbook that the catalogue came as, with the outputs in it.
    void workbook(Batch batch, Form form, WorkbookResults results, OutputStream out)
            throws IOException {
        var columns = columns(batch, form);
        var rows = products.inOrder(batch.id());
        results.write(
                added(columns),
                () -> {
                    while (rows.hasNext()) {
                        var product = rows.next();
                        if (product.problems() == null) {
                            return new WorkbookResults.Row(
                                    product.line(),
                                    product.cells().toArray(String[]::new),
                                    said(columns, product));
                        }
                    }
                    return null;
                },
                out);
    }

    private void write(Batch batch, List<Column> columns, ResultsFile file) throws IOException {
        try (file) {
            each(
                    batch,
                    product -> {
                        if (product.problems() == null) {
                            file.rowOf(
                                    product.cells().toArray(String[]::new), said(columns, product));
                        }
                    });
        }
    }

    private static List<AddedColumn> added(List<Column> columns) {
        return columns.stream()
                .map(column -> new AddedColumn(column.name(), column.separator(), column.numbers()))
                .toList();
    }

    private static List<List<String>> said(List<Column> columns, Product product) {
        return columns.stream().map(column -> column.cells(product)).toList();
    }

    /// A column of the results: what it says of each image.
    ///
    /// @param numbers whether that is a number
    private record Column(
            String name, String separator, boolean numbers, Function<Image, String> text) {

        List<String> cells(Product product) {
            var cells = new ArrayList<String>(product.images().size());
            for (var image : product.images()) {
                cells.add(image == null ? "" : text.apply(image));
            }
            return cells;
        }
    }

    private List<Column> columns(Batch batch, Form form) {
        var columns = new ArrayList<Column>();
        for (var output : batch.outputs()) {
            columns.add(
                    new Column(
                            columns.isEmpty() ? "" : output.name(),
                            ",",
                            false,
                            image -> link(image.kept(batch), output)));
        }
        if (form.srcset) {
            var formats =
                    batch.outputs().stream()
                            .map(output -> output.recipe().format())
                            .distinct()
                            .toList();
            for (var format : formats) {
                var name =
                        formats.size() == 1
                                ? "srcset"
                                : "srcset " + format.name().toLowerCase(Locale.ROOT);
                columns.add(
                        new Column(name, " | ", false, image -> srcset(image.kept(batch), format)));
            }
        }
        if (form.score) {
            columns.add(new Column("score", ",", true, Outputs::score));
        }
        return columns;
    }

    private String link(List<Image.Kept> kept, Output output) {
        for (var one : kept) {
            if (one.output().equals(output)) {
                return storage.link(one.key());
            }
        }
        return "";
    }

    /// Empty where nobody measured it.
    private static String score(Image image) {
        var look = image.state() instanceof Image.Stored stored ? stored.shownLook() : null;
        return look == null ? "" : look.toString();
    }

    /// As the HTML attribute has it, the widest first; of equal widths the first.
    private String srcset(List<Image.Kept> kept, Recipe.Target format) {
        var byWidth = new TreeMap<Integer, String>(Comparator.reverseOrder());
        for (var one : kept) {
            if (one.output().recipe().format() == format) {
                byWidth.putIfAbsent(one.made().width(), storage.link(one.key()));
            }
        }
        var entries = new ArrayList<String>();
        byWidth.forEach((width, link) -> entries.add(link + " " + width + "w"));
        return String.join(", ", entries);
    }

    /// The products of which something failed, to be uploaded again as they are.
    void errors(Batch batch, boolean csvSafe, OutputStream out) throws IOException {
        var header = headers.header(batch);
        try (var writer = new ErrorsWriter(out, header, csvSafe)) {
            each(
                    batch,
                    product -> {
                        var cells = product.cells().toArray(String[]::new);
                        if (product.problems() != null) {
                            writer.skipped(
                                    new BadRow(
                                            product.line(),
                                            cells,
                                            headers.problems(product.problems())));
                            return;
                        }
                        var failed = failed(batch, product);
                        if (!failed.isEmpty()) {
                            named(cells, product.carried(), header);
                            writer.failed(product.line(), cells, failed);
                        }
                    });
        }
    }

    /// Without the row above, a row no longer says whose image it has.
    private static void named(String[] cells, Product.Carried carried, CatalogueHeader header) {
        if (carried.id() != null) {
            cells[header.serial()] = carried.id();
        }
        if (carried.name() != null) {
            cells[header.name()] = carried.name();
        }
    }

    private static List<FailedImage> failed(Batch batch, Product product) {
        var failed = new ArrayList<FailedImage>();
        for (int position = 0; position < product.images().size(); position++) {
            var image = product.images().get(position);
            if (image == null) {
                continue;
            }
            switch (image.state()) {
                case Image.Stored _ -> {}
                case Image.Pending() -> {
                    if (batch.leftImages()) {
                        var code = FailureCode.CANCELLED;
                        failed.add(
                                new FailedImage(
                                        position, image.url(), code.word(), code.sentence()));
                    }
                }
                case Image.Failed state ->
                        failed.add(
                                new FailedImage(
                                        position, image.url(), state.code().word(), told(state)));
            }
        }
        return failed;
    }

    private static String told(Image.Failed failed) {
        var explanation = failed.explanation();
        return explanation == null ? failed.message() : failed.message() + " " + explanation;
    }

    private interface RowWriter {
        void write(Product product) throws IOException;
    }

    private void each(Batch batch, RowWriter writer) {
        products.each(
                batch.id(),
                product -> {
                    try {
                        writer.write(product);
                    } catch (IOException e) {
                        throw new UncheckedIOException("the client went away", e);
                    }
                });
    }
}
