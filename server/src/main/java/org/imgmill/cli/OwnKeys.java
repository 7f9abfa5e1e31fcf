package org.imgmill.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.imgmill.auth.Keys;
import org.imgmill.auth.OwnLimits;
import org.imgmill.auth.Scope;
import org.imgmill.refusals.Refused;

/// The keys of a data directory or database that this process opened itself: whoever may do that
/// needs no key.
record OwnKeys(Keys keys) implements KeyAccess {

    @Override
    public String create(String name, List<String> scopes) {
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
            return keys.create(name, wanted, OwnLimits.NONE).text();
        } catch (Refused e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<KeyLine> list() {
        return keys.list().stream().map(KeyLine::of).toList();
    }

    @Override
    public void revoke(String id) {
        try {
            if (!keys.revoke(UUID.fromString(id))) {
                throw new BadInput("there is no key " + id + ".");
            }
        } catch (Refused e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException notAnId) {
            throw new BadInput("there is no key " + id + "; ids are as \"keys list\" shows them.");
        }
    }
}
