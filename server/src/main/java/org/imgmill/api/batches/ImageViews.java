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
            @Nullable Integer ms) {}

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
                yield failed(image, code, code.sentence(), null, null, null);
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
                            null);
            case Image.Stored stored ->
                    new StateView(
                            "stored",
                            null,
                            null,
                            stored.explanation(),
                            null,
                            image.attempts(),
                            null,
                            batch.hasOutputs()
                                    ? storage.link(
                                            Image.key(
                                                    batch.token(),
                                                    image.row(),
                                                    image.position(),
                                                    stored.format()))
                                    : null,
                            stored.format().name().toLowerCase(Locale.ROOT),
                            stored.width(),
                            stored.height(),
                            stored.bytesIn(),
                            stored.bytesOut(),
                            tenths(stored.look()),
                            stored.ms());
            case Image.Failed failed ->
                    failed(
                            image,
                            failed.code(),
                            failed.message(),
                            failed.explanation(),
                            failed.httpStatus(),
                            failed.ms());
        };
    }

    private static StateView failed(
            Image image,
            FailureCode code,
            String message,
            @Nullable String detail,
            @Nullable Integer httpStatus,
            @Nullable Integer ms) {
        return new StateView(
                "failed",
                code.word(),
                message,
                detail,
                httpStatus,
                image.attempts(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                ms);
    }

    private static @Nullable Double tenths(@Nullable Double look) {
        return look == null ? null : (Double) (Math.round(look * 10) / 10.0);
    }
}
