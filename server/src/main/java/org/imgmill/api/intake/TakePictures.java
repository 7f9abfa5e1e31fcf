package org.imgmill.api.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.imgmill.api.batches.HeaderJson;
import org.imgmill.api.batches.Views;
import org.imgmill.batch.NewBatch;
import org.imgmill.limits.ParsingThreads;
import org.imgmill.webhook.NewWebhook;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Makes a batch of pictures that came in themselves: stores them, then takes them in.
@Component
class TakePictures {

    private final StorePictures store;
    private final Accept accept;
    private final Idempotency idempotency;
    private final Views views;
    private final ParsingThreads threads;

    TakePictures(
            StorePictures store,
            Accept accept,
            Idempotency idempotency,
            Views views,
            ParsingThreads threads) {
        this.store = store;
        this.accept = accept;
        this.idempotency = idempotency;
        this.views = views;
        this.threads = threads;
    }

    ArrivedPictures of(List<SpooledFile> files) {
        return threads.run(() -> ArrivedPictures.of(files, store.limits()));
    }

    /// @return null if the file is no archive of pictures
    @Nullable ArrivedPictures in(SpooledFile file) {
        return threads.run(() -> ArrivedPictures.in(file, store.limits()));
    }

    /// What a dry run answers: how many there are, and what is left out.
    static DryRun.Report report(ArrivedPictures arrived) {
        int pictures = arrived.pictures().size();
        return new DryRun.Report(
                pictures,
                pictures,
                pictures,
                0,
                0,
                List.of(),
                arrived.warnings(),
                HeaderJson.PICTURES.columns(),
                HeaderJson.PICTURES.urls(),
                null,
                0,
                0,
                List.of(),
                List.of(),
                null,
                true,
                List.of(),
                null);
    }

    ResponseEntity<AcceptedView> take(
            ArrivedPictures arrived,
            NewBatch wanted,
            List<NewWebhook> hooks,
            HttpServletRequest request,
            UnaryOperator<UploadDigest> digest) {
        var token = store.store(arrived);
        boolean taken = false;
        try {
            Supplier<Accept.Accepted> batch = () -> accept.pictures(arrived, token, wanted, hooks);
            var accepted = idempotency.once(request, digest, batch);
            taken = token.equals(accepted.batch().originals());
            return AcceptedView.answer(accepted, views);
        } finally {
            if (!taken) {
                store.forget(token);
            }
        }
    }
}
