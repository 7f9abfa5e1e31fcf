package org.imgmill.api.access;

import java.util.List;
import org.imgmill.auth.Caller;
import org.imgmill.auth.Scope;
import org.imgmill.limits.KeyUse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells callers who they are, what they may do, and what is left to them.
@RestController
class WhoController {

    private final KeyUse use;

    WhoController(KeyUse use) {
        this.use = use;
    }

    /// @param key null where no key is asked for
    /// @param limits of this key
    record WhoView(
            @Nullable String key,
            String name,
            List<String> scopes,
            KeyUse.Limits limits,
            KeyUse.@Nullable Used used) {}

    @GetMapping(path = "/v1/whoami", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<WhoView> who() {
        var caller = Caller.current();
        var key = caller.key();
        var standing = key == null ? null : use.of(key);
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(
                        new WhoView(
                                key == null ? null : key.toString(),
                                caller.name(),
                                caller.scopes().stream().sorted().map(Scope::word).toList(),
                                standing == null ? use.limits() : standing.limits(),
                                standing == null ? null : standing.used()));
    }
}
