package org.imgmill.limits;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The places for uploads that arrive, of which one key has at most half while others want one.
///
/// A key that is alone may take all of them. An upload keeps its place for minutes, so a key that
/// comes then finds up to half as many more.
final class UploadPlaces {

    /// How long after a refusal a key is expected to try again.
    static final Duration STILL_WANTED = Duration.ofSeconds(30);

    /// @param key null: uploads without a key
    private record Owner(@Nullable UUID key) {}

    private final int places;
    private final int half;
    private final LongSupplier nanoTime;
    private final Map<Owner, Integer> taken = new HashMap<>();
    private final Map<Owner, Long> refused = new HashMap<>();
    private int count;

    UploadPlaces(int places, LongSupplier nanoTime) {
        this.places = places;
        this.half = Math.max(1, places / 2);
        this.nanoTime = nanoTime;
    }

    /// @return whether there was one, which has to be given back
    synchronized boolean take(@Nullable UUID key) {
        var owner = new Owner(key);
        forgetOldRefusals();
        if (mayTake(owner)) {
            count++;
            taken.merge(owner, 1, Integer::sum);
            refused.remove(owner);
            return true;
        }
        refused.put(owner, nanoTime.getAsLong());
        return false;
    }

    private boolean mayTake(Owner owner) {
        int mine = taken.getOrDefault(owner, 0);
        if (mine >= half) {
            return count < places && !othersWantOne(owner);
        }
        return count < places || (count < places + half && hasMoreThanHalf());
    }

    private boolean othersWantOne(Owner owner) {
        return taken.keySet().stream().anyMatch(other -> !other.equals(owner))
                || refused.keySet().stream().anyMatch(other -> !other.equals(owner));
    }

    private boolean hasMoreThanHalf() {
        return taken.values().stream().anyMatch(places -> places > half);
    }

    private void forgetOldRefusals() {
        long now = nanoTime.getAsLong();
        refused.values().removeIf(since -> now - since > STILL_WANTED.toNanos());
    }

    synchronized void giveBack(@Nullable UUID key) {
        count--;
        taken.computeIfPresent(new Owner(key), (_, places) -> places == 1 ? null : places - 1);
    }
}
