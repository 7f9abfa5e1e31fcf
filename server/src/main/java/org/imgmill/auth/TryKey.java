package org.imgmill.auth;

import org.springframework.stereotype.Component;

/// Looks a key up. An address that sent too many wrong ones gets answers to right ones only: nobody
/// is locked out by others at their address, and 256 random bits cannot be guessed.
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
