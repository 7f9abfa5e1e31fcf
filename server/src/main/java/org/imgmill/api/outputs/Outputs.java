package org.imgmill.api.outputs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.api.batches.HeaderJson;
import org.imgmill.attempt.FailureCode;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Image;
import org.imgmill.batch.Product;
import org.imgmill.batch.Products;
import org.imgmill.catalogue.BadRow;
import org.imgmill.catalogue.CatalogueHeader;
import org.imgmill.catalogue.ErrorsWriter;
import org.imgmill.catalogue.FailedImage;
import org.imgmill.catalogue.JsonLinesResults;
import org.imgmill.catalogue.NewWorkbook;
import org.imgmill.catalogue.ResultsFile;
import org.imgmill.catalogue.ResultsWriter;
import org.imgmill.catalogue.WorkbookResults;
import org.imgmill.storage.Storage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Renders a batch's CSV files from the database, row by row, while they are downloaded.
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

    /// Names the content of a batch's files; null while they may still change, or where each time
    /// they are made their links are signed anew.
    @Nullable String state(Batch batch, ResultsKind kind, boolean csvSafe) {
        var link = storage.link(batch.token() + "/1-0.jpg");
        return !batch.status().ended() || link.contains("?")
                ? null
                : "%x-%x%s%s"
                        .formatted(
                                link.hashCode(),
                                batch.times().updated().hashCode(),
                                kind == ResultsKind.CSV ? "" : "-" + kind.word(),
                                csvSafe ? "-safe" : "");
    }

    /// The catalogue as it came, with a column of output URLs; an empty place where an image has no
    /// output.
    public void results(Batch batch, boolean csvSafe, OutputStream out) throws IOException {
        write(batch, new ResultsWriter(out, headers.header(batch), csvSafe));
    }

    /// The same as a new workbook.
    void newWorkbook(Batch batch, OutputStream out) throws IOException {
        write(batch, new NewWorkbook(out, headers.header(batch)));
    }

    void jsonLines(Batch batch, OutputStream out) throws IOException {
        write(batch, new JsonLinesResults(out, headers.header(batch)));
    }

    /// The workbook that the catalogue came as, with the outputs in it.
    void workbook(Batch batch, WorkbookResults results, OutputStream out) throws IOException {
        var rows = products.inOrder(batch.id());
        results.write(
                () -> {
                    while (rows.hasNext()) {
                        var product = rows.next();
                        if (product.problems() == null) {
                            return new WorkbookResults.Row(
                                    product.line(),
                                    product.cells().toArray(String[]::new),
                                    links(batch, product));
                        }
                    }
                    return null;
                },
                out);
    }

    private void write(Batch batch, ResultsFile file) throws IOException {
        try (file) {
            each(
                    batch,
                    product -> {
                        if (product.problems() == null) {
                            file.row(product.cells().toArray(String[]::new), links(batch, product));
                        }
                    });
        }
    }

    private List<String> links(Batch batch, Product product) {
        var links = new ArrayList<String>(product.images().size());
        for (var image : product.images()) {
            links.add(link(batch, image));
        }
        return links;
    }

    private String link(Batch batch, @Nullable Image image) {
        return image != null && batch.hasOutputs() && image.state() instanceof Image.Stored stored
                ? storage.link(
                        Image.key(batch.token(), image.row(), image.position(), stored.format()))
                : "";
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

    /// Without the row above, a row does not say any more whose image it has.
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
