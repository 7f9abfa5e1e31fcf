package org.imgmill.api.batches;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imgmill.attempt.FailureCode;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Image;
import org.imgmill.batch.Product;
import org.imgmill.batch.Products;
import org.imgmill.storage.Storage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Images as /v1 shows them.
@Component
class ImageViews {

    private final Storage storage;

    ImageViews(Storage storage) {
        this.storage = storage;
    }

    record PlaceView(int row, @Nullable String serial, @Nullable String name, int position) {}

    /// What became of an image, for both lists.
    record StateView(
            String status,
            @Nullable String code,
            @Nullable String message,
            @Nullable String detail,
            @Nullable Integer httpStatus,
            int attempts,
            @Nullable Instant retryAt,
            @Nullable String outputUrl,
            @Nullable String format,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer bytesIn,
            @Nullable Integer bytesOut,
            @Nullable Double look,
            @Nullable Integer ms,
            List<OutputView> outputs) {}

    /// One of several outputs; without an address where it could not be made.
    record OutputView(
            String name,
            @Nullable String url,
            @Nullable String format,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer bytes) {}

    /// @param n its number within the batch, as in `/images/{n}/original`
    record ImageView(
            String n,
            String url,
            String host,
            List<PlaceView> products,
            @com.fasterxml.jackson.annotation.JsonUnwrapped StateView state) {}

    record PlacedView(
            int position,
            String n,
            String url,
            String host,
            @com.fasterxml.jackson.annotation.JsonUnwrapped StateView state) {}

    ImageView show(Batch batch, Image image, List<Products.Use> uses) {
        return new ImageView(
                Long.toString(image.id().pack()),
                image.url(),
                image.host(),
                uses.stream()
                        .map(
                                use ->
                                        new PlaceView(
                                                use.row(),
                                                use.serial() == null || use.serial().isBlank()
                                                        ? Integer.toString(use.row())
                                                        : use.serial(),
                                                use.name(),
                                                use.position()))
                        .toList(),
                state(batch, image));
    }

    List<PlacedView> placed(Batch batch, Product product) {
        var placed = new ArrayList<PlacedView>();
        for (int position = 0; position < product.images().size(); position++) {
            var image = product.images().get(position);
            if (image != null) {
                placed.add(
                        new PlacedView(
                                position,
                                Long.toString(image.id().pack()),
                                image.url(),
                                image.host(),
                                state(batch, image)));
            }
        }
        return placed;
    }

    private StateView state(Batch batch, Image image) {
        return switch (image.state()) {
            case Image.Pending() when batch.leftImages() -> {
                var code = FailureCode.CANCELLED;
                yield failed(batch, image, code, code.sentence(), null, null, null);
            }
            case Image.Pending() ->
                    new StateView(
                            "pending",
                            null,
                            null,
                            null,
                            null,
                            image.attempts(),
                            image.retryAt(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            List.of());
            case Image.Stored stored ->
                    new StateView(
                            "stored",
                            null,
                            null,
                            stored.explanation(),
                            null,
                            image.attempts(),
                            null,
                            link(batch, image),
                            stored.format().name().toLowerCase(Locale.ROOT),
                            stored.width(),
                            stored.height(),
                            stored.bytesIn(),
                            stored.bytesOut(),
                            stored.shownLook(),
                            stored.ms(),
                            outputs(batch, image));
            case Image.Failed failed ->
                    failed(
                            batch,
                            image,
                            failed.code(),
                            failed.message(),
                            failed.explanation(),
                            failed.httpStatus(),
                            failed.ms());
        };
    }

    /// Null where it went before its batch.
    private @Nullable String link(Batch batch, Image image) {
        var kept = image.kept(batch);
        return kept.isEmpty() ? null : storage.link(kept.getFirst().key());
    }

    private StateView failed(
            Batch batch,
            Image image,
            FailureCode code,
            String message,
            @Nullable String detail,
            @Nullable Integer httpStatus,
            @Nullable Integer ms) {
        boolean partial = image.state() instanceof Image.Failed state && state.isPartial();
        var first = outputs(batch, image).stream().findFirst();
        return new StateView(
                partial ? "partial" : "failed",
                code.word(),
                message,
                detail,
                httpStatus,
                image.attempts(),
                null,
                first.map(OutputView::url).orElse(null),
                first.map(OutputView::format).orElse(null),
                first.map(OutputView::width).orElse(null),
                first.map(OutputView::height).orElse(null),
                null,
                null,
                null,
                ms,
                outputs(batch, image));
    }

    /// All outputs of a batch that has several; empty where none of them is there.
    private List<OutputView> outputs(Batch batch, Image image) {
        var kept = image.kept(batch);
        if (!batch.hasNamedOutputs() || kept.isEmpty()) {
            return List.of();
        }
        var views = new ArrayList<OutputView>(batch.outputs().size());
        int next = 0;
        for (var output : batch.outputs()) {
            if (next < kept.size() && kept.get(next).output().equals(output)) {
                var one = kept.get(next++);
                views.add(
                        new OutputView(
                                output.name(),
                                storage.link(one.key()),
                                one.made().format().name().toLowerCase(Locale.ROOT),
                                one.made().width(),
                                one.made().height(),
                                one.made().bytes()));
            } else {
                views.add(new OutputView(output.name(), null, null, null, null, null));
            }
        }
        return views;
    }
}
