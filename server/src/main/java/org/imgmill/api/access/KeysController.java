package org.imgmill.api.access;

import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.imgmill.api.batches.BatchView;
import org.imgmill.api.batches.Page;
import org.imgmill.api.batches.Views;
import org.imgmill.auth.Audit;
import org.imgmill.auth.Key;
import org.imgmill.auth.Keys;
import org.imgmill.auth.Scope;
import org.imgmill.limits.KeyUse;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
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

/// Keys, and the log of what was done with them; for admins only.
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class KeysController {

    private static final int LONGEST_NAME = 200;

    private final Keys keys;
    private final Audit audit;
    private final KeyUse use;

    KeysController(Keys keys, Audit audit, KeyUse use) {
        this.use = use;
        this.keys = keys;
        this.audit = audit;
    }

    record Wanted(@Nullable String name, @Nullable List<String> scopes) {}

    /// @param starts the first characters of its text; empty for the key of the settings
    record KeyView(
            String id,
            String name,
            String starts,
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt,
            KeyUse.Used used) {

        static KeyView of(Key key, KeyUse.Used used) {
            return new KeyView(
                    key.id().toString(),
                    key.name(),
                    key.starts(),
                    key.scopes().stream().sorted().map(Scope::word).toList(),
                    BatchView.millis(key.created()),
                    key.lastUsed() == null ? null : BatchView.millis(key.lastUsed()),
                    key.revoked() == null ? null : BatchView.millis(key.revoked()),
                    used);
        }
    }

    /// @param key its text, in no other answer
    record MadeView(
            String id,
            String name,
            String key,
            String starts,
            List<String> scopes,
            Instant createdAt) {}

    @PostMapping("/v1/keys")
    ResponseEntity<MadeView> create(@RequestBody Wanted wanted) {
        var name = wanted.name();
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "name is 1 to %d characters long.".formatted(LONGEST_NAME));
        }
        var scopes = EnumSet.noneOf(Scope.class);
        for (var word : wanted.scopes() == null ? List.of("read", "write") : wanted.scopes()) {
            scopes.add(
                    Scope.of(word)
                            .orElseThrow(
                                    () ->
                                            new Refused(
                                                    ProblemType.INVALID_FIELD,
                                                    "scopes is a list of read, write, metrics and admin, not \"%s\"."
                                                            .formatted(word))));
        }
        if (scopes.isEmpty()) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "scopes is a list of at least one of read, write, metrics and admin.");
        }
        var made = keys.create(name.strip(), scopes);
        var view = KeyView.of(made.key(), use.of(made.key().id()));
        return ResponseEntity.created(URI.create("/v1/keys/" + view.id()))
                .header("Cache-Control", "no-store")
                .body(
                        new MadeView(
                                view.id(),
                                view.name(),
                                made.text(),
                                view.starts(),
                                view.scopes(),
                                view.createdAt()));
    }

    @GetMapping("/v1/keys")
    Page<KeyView> list() {
        var used = use.all();
        return new Page<>(
                keys.list().stream()
                        .map(
                                key ->
                                        KeyView.of(
                                                key,
                                                used.getOrDefault(key.id(), KeyUse.Used.NOTHING)))
                        .toList(),
                null);
    }

    @DeleteMapping("/v1/keys/{id}")
    ResponseEntity<Void> revoke(@PathVariable String id) {
        if (!Views.id(id).map(keys::revoke).orElse(false)) {
            throw Refused.noSuch("key", id);
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/v1/audit")
    Page<Audit.Call> audit(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        int size = Page.limit(limit, 100);
        return Page.of(
                audit.list(after == null ? Long.MAX_VALUE : after, size + 1),
                size,
                Audit.Entry::call,
                entry -> Long.toString(entry.id()));
    }
}
