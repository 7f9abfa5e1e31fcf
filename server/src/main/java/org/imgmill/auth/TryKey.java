package org.imgmill.auth;

import org.springframework.stereotype.Component;

/// Looks a key up. Of an address that sent too many wrong ones only the right ones are answered:
/// nobody is locked out by whoever shares their address, and 256 random bits cannot be tried out.
@Component
class TryKey {

    private final Keys keys;
    private final FailedTries failed;

    TryKey(Keys keys, FailedTries failed) {
        this.keys = keys;
        this.failed = failed;
    }

    Tried with(KeyText key, String address) {
        var caller = keys.find(key);
        if (caller.isPresent()) {
            return new Tried.Right(caller.get());
        }
        return failed.wrong(address)
                ? new Tried.TooMany(failed.secondsUntilNext(address))
                : new Tried.Wrong();
    }
}
