package org.imgmill.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.imgmill.auth.Keys;
import org.imgmill.auth.OwnLimits;
import org.imgmill.auth.Scope;
import org.imgmill.limits.KeyUse;
import org.imgmill.refusals.Refused;

/// The keys of a data directory or database that this process opened itself: whoever may do that
/// needs no key.
record OwnKeys(Keys keys, KeyUse use) implements KeyAccess {

    @Override
    public String create(String name, List<String> scopes, LimitOptions limits) {
        var wanted = EnumSet.noneOf(Scope.class);
        for (var word : scopes) {
            wanted.add(
                    Scope.of(word)
                            .orElseThrow(
                                    () ->
                                            new BadInput(
                                                    "scopes are read, write, metrics and admin, not "
                                                            + word
                                                            + ".")));
        }
        try {
            return keys.create(name, wanted, limits.over(OwnLimits.NONE)).text();
        } catch (Refused e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<KeyLine> list() {
        var listed = keys.list();
        // Asked for afterwards: none of them is missing there, since no key is ever deleted.
        var standing = use.all();
        return listed.stream()
                .map(
                        key ->
                                KeyLine.of(
                                        key,
                                        Objects.requireNonNull(standing.get(key.id())).limits()))
                .toList();
    }

    @Override
    public KeyLine limit(String id, LimitOptions limits) {
        var key = keys.find(uuid(id)).orElseThrow(() -> unknown(id));
        var changed = keys.limit(key.id(), limits.over(key.limits()));
        return KeyLine.of(changed, use.of(changed.id()).limits());
    }

    @Override
    public void revoke(String id) {
        try {
            if (!keys.revoke(uuid(id))) {
                throw unknown(id);
            }
        } catch (Refused e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw unknown(id);
        }
    }

    private static BadInput unknown(String id) {
        return new BadInput("there is no key " + id + "; ids are as \"keys list\" shows them.");
    }
}
