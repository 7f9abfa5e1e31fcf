package org.imgmill.api.batches;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.imgmill.auth.Keys;
import org.imgmill.batch.Batch;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The batches that are watched on this node, and the keys that watch: each is looked up once for
/// all who watch, however many they are.
@Component
class WatchedBatches {

    private static final long KEY_HOLDS = Duration.ofSeconds(1).toNanos();
    private static final int MANY_KEYS = 1000;

    private final Views views;
    private final Keys keys;
    private final JsonMapper json;
    private final Map<Watched, BatchLook> looks = new ConcurrentHashMap<>();
    private final Map<UUID, Checked> checked = new ConcurrentHashMap<>();

    WatchedBatches(Views views, Keys keys, JsonMapper json) {
        this.views = views;
        this.keys = keys;
        this.json = json;
    }

    private record Checked(boolean valid, long at) {

        boolean holds() {
            return System.nanoTime() - at < KEY_HOLDS;
        }
    }

    /// What is shown depends on the address that its links start with: watchers at different
    /// addresses share nothing.
    private record Watched(UUID batch, String base) {}

    /// The caller has to leave it.
    ///
    /// @param base how links start for whoever watches
    BatchLook join(Batch batch, String base) {
        return looks.compute(
                new Watched(batch.id(), base),
                (watched, look) ->
                        look != null && look.isJoined()
                                ? look
                                : new BatchLook(
                                        batch.id().toString(),
                                        () -> views.startingWith(base, () -> seen(batch))));
    }

    void leave(Batch batch, String base, BatchLook mine) {
        if (!mine.isWatchedWithoutMe()) {
            looks.remove(new Watched(batch.id(), base), mine);
        }
    }

    private BatchLook.Seen seen(Batch batch) {
        var now = views.again(batch);
        return new BatchLook.Seen(
                now.times().updated().toString(),
                now.status().ended(),
                json.writeValueAsString(views.show(now)));
    }

    /// Whether a key is still valid.
    boolean isValid(UUID key) {
        if (checked.size() > MANY_KEYS) {
            checked.values().removeIf(old -> !old.holds());
        }
        return checked.compute(
                        key,
                        (id, was) ->
                                was != null && was.holds()
                                        ? was
                                        : new Checked(keys.isValid(id), System.nanoTime()))
                .valid();
    }
}
