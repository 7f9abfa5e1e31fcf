package org.imgmill.api.outputs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imgmill.api.batches.HeaderJson;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Check;
import org.imgmill.batch.Finding;
import org.imgmill.batch.Image;
import org.imgmill.batch.ImageId;
import org.imgmill.batch.Images;
import org.imgmill.batch.Marketplace;
import org.imgmill.batch.Product;
import org.imgmill.batch.Products;
import org.imgmill.catalogue.CatalogueHeader;
import org.imgmill.catalogue.ChecksWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes what checks found of the images of a batch, in the order of its rows, some hundred in
/// memory at a time.
@Component
class WriteChecks {

    private static final int AT_ONCE = 500;

    private final Products products;
    private final Images images;
    private final HeaderJson headers;

    WriteChecks(Products products, Images images, HeaderJson headers) {
        this.products = products;
        this.images = images;
        this.headers = headers;
    }

    /// @param by whose wishes count; null: anybody's
    /// @param only of this check; null: of all
    void write(Batch batch, @Nullable Marketplace by, @Nullable Check only, OutputStream out)
            throws IOException {
        var header = headers.header(batch);
        try (var writer = new ChecksWriter(out, header)) {
            var waiting = new ArrayList<Line>();
            products.each(
                    batch.id(),
                    product -> {
                        lines(product, header, by, only, waiting);
                        if (waiting.size() >= AT_ONCE) {
                            flush(batch, waiting, writer);
                        }
                    });
            flush(batch, waiting, writer);
        } catch (UncheckedIOException e) {
            throw new IOException("the client went away", e);
        }
    }

    private record Line(String id, Image image, Finding finding) {}

    /// An image is listed where it stands first.
    private static void lines(
            Product product,
            CatalogueHeader header,
            @Nullable Marketplace by,
            @Nullable Check only,
            List<Line> lines) {
        for (int position = 0; position < product.images().size(); position++) {
            var image = product.images().get(position);
            if (image == null || image.row() != product.row() || image.position() != position) {
                continue;
            }
            for (var finding : Finding.all(image, by)) {
                if (only == null || only == finding.check()) {
                    lines.add(new Line(id(product, header), image, finding));
                }
            }
        }
    }

    private static String id(Product product, CatalogueHeader header) {
        var carried = product.carried().id();
        return carried != null
                ? carried
                : header.serial() < 0 || header.serial() >= product.cells().size()
                        ? ""
                        : product.cells().get(header.serial());
    }

    private void flush(Batch batch, List<Line> lines, ChecksWriter writer) {
        var wanted =
                lines.stream()
                        .map(line -> line.finding().of())
                        .filter(Objects::nonNull)
                        .map(ImageId::pack)
                        .distinct()
                        .toList();
        var others = wanted.isEmpty() ? Map.<Long, Image>of() : images.find(batch.id(), wanted);
        for (var line : lines) {
            var of = line.finding().of();
            var other = of == null ? null : others.get(of.pack());
            try {
                writer.finding(
                        line.image().row(),
                        line.id(),
                        line.image().url(),
                        line.finding().check().word(),
                        line.finding().detail(),
                        other == null ? "" : Integer.toString(other.row()),
                        other == null ? "" : other.url());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        lines.clear();
    }
}
