package org.imgmill.api.access;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.imgmill.api.batches.BatchView;
import org.imgmill.api.batches.Page;
import org.imgmill.api.batches.Views;
import org.imgmill.auth.Audit;
import org.imgmill.auth.Key;
import org.imgmill.auth.Keys;
import org.imgmill.auth.OwnLimits;
import org.imgmill.auth.Scope;
import org.imgmill.limits.KeyUse;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

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

    /// @param limits of this key alone
    record Wanted(
            @Nullable String name, @Nullable List<String> scopes, @Nullable JsonNode limits) {}

    record Change(@Nullable JsonNode limits) {}

    /// All keys, and what those may have for which nothing else was said.
    @Schema(name = "PageKeyView")
    record KeysView(List<KeyView> data, @Nullable String next, KeyUse.Limits defaultLimits) {}

    /// @param starts the first characters of its text; empty for the key of the settings
    /// @param limits null: as much as it likes
    /// @param ownLimits what was said for it alone; null: as the settings say; 0: no limit
    record KeyView(
            String id,
            String name,
            String starts,
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt,
            KeyUse.Used used,
            KeyUse.Limits limits,
            OwnLimits ownLimits) {

        static KeyView of(Key key, KeyUse.Standing standing) {
            return new KeyView(
                    key.id().toString(),
                    key.name(),
                    key.starts(),
                    key.scopes().stream().sorted().map(Scope::word).toList(),
                    BatchView.millis(key.created()),
                    key.lastUsed() == null ? null : BatchView.millis(key.lastUsed()),
                    key.revoked() == null ? null : BatchView.millis(key.revoked()),
                    standing.used(),
                    standing.limits(),
                    key.limits());
        }
    }

    /// @param key its text, in no other answer
    record MadeView(
            String id,
            String name,
            String key,
            String starts,
            List<String> scopes,
            Instant createdAt,
            KeyUse.Limits limits) {}

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
        var made =
                keys.create(
                        name.strip(), scopes, LimitFields.over(OwnLimits.NONE, wanted.limits()));
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
                                view.createdAt(),
                                view.limits()));
    }

    @GetMapping("/v1/keys")
    KeysView list() {
        var listed = keys.list();
        // Asked for afterwards: none of them is missing there, since no key is ever deleted.
        var standing = use.all();
        return new KeysView(
                listed.stream()
                        .map(key -> KeyView.of(key, Objects.requireNonNull(standing.get(key.id()))))
                        .toList(),
                null,
                use.limits());
    }

    @PatchMapping("/v1/keys/{id}")
    KeyView change(@PathVariable String id, @RequestBody Change change) {
        var key = Views.id(id).flatMap(keys::find).orElseThrow(() -> Refused.noSuch("key", id));
        var changed = keys.limit(key.id(), LimitFields.over(key.limits(), change.limits()));
        return KeyView.of(changed, use.of(changed.id()));
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
