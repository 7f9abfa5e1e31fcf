package org.imgmill.api.batches;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.imgmill.attempt.FailureCode;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Image;
import org.imgmill.batch.ImageId;
import org.imgmill.batch.Images;
import org.imgmill.batch.Product;
import org.imgmill.batch.Products;
import org.imgmill.catalogue.CatalogueHeader;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The images and the products of a batch, page by page.
@RestController
@RequestMapping(path = "/v1/batches/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class ImagesController {

    private final Images images;
    private final Products products;
    private final Views views;
    private final ImageViews imageViews;
    private final HeaderJson headers;

    ImagesController(
            Images images,
            Products products,
            Views views,
            ImageViews imageViews,
            HeaderJson headers) {
        this.images = images;
        this.products = products;
        this.views = views;
        this.imageViews = imageViews;
        this.headers = headers;
    }

    @GetMapping("/images")
    Page<ImageViews.ImageView> images(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        var batch = views.find(id);
        int size = Page.limit(limit, 100);
        if (sort != null) {
            if (code != null || !sortable(filter(status))) {
                throw new Refused(
                        ProblemType.INVALID_FIELD, "sort lists the images that are stored.");
            }
            var order = SortedPages.order(sort);
            var sorted =
                    images.list(
                            batch.id(),
                            order,
                            q,
                            after == null ? null : SortedPages.after(after),
                            size + 1);
            return page(batch, sorted, size, image -> SortedPages.cursor(order, image));
        }
        var found =
                images.list(
                        batch.id(),
                        code == null ? filter(status) : Images.Filter.FAILED,
                        code == null ? null : code(code),
                        q,
                        after == null ? null : imageId(after),
                        size + 1);
        return page(batch, found, size, image -> Long.toString(image.id().pack()));
    }

    private Page<ImageViews.ImageView> page(
            Batch batch, List<Image> found, int size, Function<Image, String> cursor) {
        var header = headers.header(batch);
        Map<Long, List<Products.Use>> uses =
                products.uses(batch.id(), found, header.serial(), header.name());
        return Page.of(
                found,
                size,
                image ->
                        imageViews.show(
                                batch, image, uses.getOrDefault(image.id().pack(), List.of())),
                cursor);
    }

    record ProductView(
            int row,
            long line,
            @Nullable String serial,
            @Nullable String name,
            List<ImageViews.PlacedView> images) {}

    @GetMapping("/products")
    Page<ProductView> products(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        var batch = views.find(id);
        int size = Page.limit(limit, 50);
        var header = headers.header(batch);
        var found =
                products.list(
                        batch.id(),
                        filter(status),
                        header.name(),
                        q,
                        after == null ? 0 : row(after),
                        size);
        var shown =
                found.products().stream()
                        .map(
                                product ->
                                        new ProductView(
                                                product.row(),
                                                product.line(),
                                                id(product, header),
                                                name(product, header),
                                                imageViews.placed(batch, product)))
                        .toList();
        return new Page<>(
                shown, found.more() ? Integer.toString(found.products().getLast().row()) : null);
    }

    /// The row's number where the catalogue says no other id.
    private static String id(Product product, CatalogueHeader header) {
        var carried = product.carried().id();
        var id = carried != null ? carried : cell(product.cells(), header.serial());
        return id == null || id.isBlank() ? Integer.toString(product.row()) : id;
    }

    private static @Nullable String name(Product product, CatalogueHeader header) {
        var carried = product.carried().name();
        return carried != null ? carried : cell(product.cells(), header.name());
    }

    private static @Nullable String cell(List<String> cells, int column) {
        return column >= 0 && column < cells.size() ? cells.get(column) : null;
    }

    static FailureCode code(String word) {
        try {
            return FailureCode.of(word);
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    ProblemType.INVALID_FIELD, "There is no failure code \"%s\".".formatted(word));
        }
    }

    private static Images.Filter filter(@Nullable String status) {
        return switch (status == null ? "all" : status) {
            case "all" -> Images.Filter.ALL;
            case "pending" -> Images.Filter.PENDING;
            case "stored" -> Images.Filter.STORED;
            case "failed" -> Images.Filter.FAILED;
            default ->
                    throw new Refused(
                            ProblemType.INVALID_FIELD,
                            "status is one of pending, stored, failed, not \"%s\"."
                                    .formatted(status));
        };
    }

    private static boolean sortable(Images.Filter filter) {
        return filter == Images.Filter.ALL || filter == Images.Filter.STORED;
    }

    private static ImageId imageId(String after) {
        try {
            return ImageId.unpack(Long.parseLong(after));
        } catch (NumberFormatException e) {
            throw Page.wrongCursor();
        }
    }

    private static int row(String after) {
        try {
            return Integer.parseInt(after);
        } catch (NumberFormatException e) {
            throw Page.wrongCursor();
        }
    }
}
