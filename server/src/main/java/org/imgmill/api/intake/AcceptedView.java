package org.imgmill.api.intake;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.net.URI;
import java.util.List;
import org.imgmill.api.batches.BatchView;
import org.imgmill.api.batches.Views;
import org.imgmill.api.webhooks.WebhookView;
import org.springframework.http.ResponseEntity;

/// The answer to an upload that was taken in: the batch, and, only here, its webhooks' secrets.
record AcceptedView(@JsonUnwrapped BatchView batch, List<WebhookView> webhooks) {

    static ResponseEntity<AcceptedView> answer(Accept.Accepted accepted, Views views) {
        var batch = accepted.batch();
        return ResponseEntity.accepted()
                .location(URI.create("/v1/batches/" + batch.id()))
                .header("Retry-After", "1")
                .body(
                        new AcceptedView(
                                views.show(batch),
                                accepted.webhooks().stream()
                                        .map(WebhookView::withSecret)
                                        .toList()));
    }
}
