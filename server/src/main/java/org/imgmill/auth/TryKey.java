package org.imgmill.auth;

import org.springframework.stereotype.Component;

/// Looks a key up, unless too many wrong ones came from the same address.
@Component
class TryKey {

    private final Keys keys;
    private final FailedTries failed;

    TryKey(Keys keys, FailedTries failed) {
        this.keys = keys;
        this.failed = failed;
    }

    Tried with(KeyText key, String address) {
        if (failed.isSpent(address, key)) {
            return new Tried.TooMany(failed.secondsUntilNext(address));
        }
        var caller = keys.find(key);
        if (caller.isEmpty()) {
            failed.wrong(address);
            return new Tried.Wrong();
        }
        failed.right(key);
        return new Tried.Right(caller.get());
    }
}
