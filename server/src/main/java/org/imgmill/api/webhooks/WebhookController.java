package org.imgmill.api.webhooks;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.imgmill.api.batches.Page;
import org.imgmill.api.batches.Views;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.webhook.Deliveries;
import org.imgmill.webhook.Delivery;
import org.imgmill.webhook.Webhook;
import org.imgmill.webhook.Webhooks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who wants to know how a batch ends, and how telling them went.
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class WebhookController {

    private static final String SILENT =
            "The webhook hears no more: it was removed, or it answered 410.";

    private static final String NO_SECRET =
            "The webhook hears no more, or has no secret of its own: its deliveries are signed with imgmill.webhook.secret, if at all.";

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WebhookFields fields;
    private final Views views;

    WebhookController(Webhooks webhooks, Deliveries deliveries, WebhookFields fields, Views views) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.fields = fields;
        this.views = views;
    }

    /// If the batch has ended, its end is told at once.
    @PostMapping("/v1/batches/{id}/webhooks")
    ResponseEntity<WebhookView> add(
            @PathVariable String id, @RequestBody Map<String, @Nullable Object> body) {
        var batch = views.find(id);
        var webhook = webhooks.register(batch.id(), fields.one(body, "body"));
        return ResponseEntity.created(URI.create("/v1/webhooks/" + webhook.id()))
                .body(WebhookView.withSecret(webhook));
    }

    @GetMapping("/v1/batches/{id}/webhooks")
    Page<WebhookView> list(@PathVariable String id) {
        var all = webhooks.of(views.find(id).id());
        return new Page<>(all.stream().map(WebhookView::of).toList(), null);
    }

    @GetMapping("/v1/webhooks/{id}")
    WebhookView show(@PathVariable String id) {
        return WebhookView.of(find(id));
    }

    @DeleteMapping("/v1/webhooks/{id}")
    ResponseEntity<Void> remove(@PathVariable String id) {
        webhooks.remove(find(id).id());
        return ResponseEntity.noContent().build();
    }

    /// For a day the old secret signs too.
    @PostMapping("/v1/webhooks/{id}/secret")
    WebhookView renewSecret(@PathVariable String id) {
        return WebhookView.withSecret(
                webhooks.renewSecret(find(id).id())
                        .orElseThrow(() -> new Refused(ProblemType.WRONG_STATE, NO_SECRET)));
    }

    @PostMapping("/v1/webhooks/{id}/test")
    ResponseEntity<DeliveryView> test(@PathVariable String id) {
        var delivery =
                webhooks.test(find(id).id())
                        .orElseThrow(() -> new Refused(ProblemType.WRONG_STATE, SILENT));
        return owed(delivery);
    }

    @GetMapping("/v1/batches/{id}/deliveries")
    Page<DeliveryView> deliveries(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        int size = Page.limit(limit, 50);
        var batch = views.find(id);
        var from =
                after == null
                        ? null
                        : Views.id(after)
                                .flatMap(deliveries::find)
                                .map(Delivery::id)
                                .orElseThrow(Page::wrongCursor);
        return Page.of(
                deliveries.of(batch.id(), from, size + 1),
                size,
                DeliveryView::of,
                delivery -> delivery.id().toString());
    }

    @GetMapping("/v1/deliveries/{id}")
    DeliveryView showDelivery(@PathVariable String id) {
        return DeliveryView.of(delivery(id));
    }

    /// A delivery that still waits is tried now; one that has ended is made again under a new id.
    @PostMapping("/v1/deliveries/{id}/redeliver")
    ResponseEntity<DeliveryView> redeliver(@PathVariable String id) {
        var again =
                deliveries
                        .redeliver(delivery(id).id())
                        .orElseThrow(() -> new Refused(ProblemType.WRONG_STATE, SILENT));
        return owed(again);
    }

    private ResponseEntity<DeliveryView> owed(UUID delivery) {
        return ResponseEntity.accepted()
                .location(URI.create("/v1/deliveries/" + delivery))
                .body(DeliveryView.of(delivery(delivery.toString())));
    }

    private Webhook find(String id) {
        return Views.id(id)
                .flatMap(webhooks::find)
                .filter(webhook -> views.sees(webhook.batch()))
                .orElseThrow(() -> Refused.noSuch("webhook", id));
    }

    private Delivery delivery(String id) {
        return Views.id(id)
                .flatMap(deliveries::find)
                .filter(delivery -> views.sees(delivery.batch()))
                .orElseThrow(() -> Refused.noSuch("delivery", id));
    }
}
