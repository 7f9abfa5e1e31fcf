package org.imgmill.cli;

import org.imgmill.storage.TryStorage;
import org.springframework.core.env.Environment;

/// The storage of the settings: the one of the rehearsal is another.
final class StorageCheck {

    private StorageCheck() {}

    static Finding of(Environment settings) {
        return switch (TryStorage.with(settings)) {
            case TryStorage.Works(var what) -> new Finding.Good("storage: " + what);
            case TryStorage.Fails(var what, var advice) ->
                    new Finding.Bad("storage: " + what, advice);
        };
    }
}
