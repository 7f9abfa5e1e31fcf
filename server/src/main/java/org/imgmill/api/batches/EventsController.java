package org.imgmill.api.batches;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.imgmill.api.errors.Trouble;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Batch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// A batch's progress as server-sent events: `progress` at most four times a second, `ended` last.
///
/// Events are made from the database, so every node of a fleet can send them; one look there feeds
/// all who watch a batch on a node. The id of an event is the time of the change it tells of; a
/// client that comes back with it as Last-Event-ID hears only what is newer. A node that stops ends
/// its streams first, so that their clients go elsewhere and none delays the stop.
@RestController
class EventsController implements SmartLifecycle {

    /// Behind the drain notice, before the web server waits for the requests that it has.
    private static final int BEFORE_THE_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 512;

    private static final Logger log = LoggerFactory.getLogger(EventsController.class);
    private static final Duration LOOK_AT_KEY = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Views views;
    private volatile boolean serves = true;
    private final WatchedBatches watched;

    EventsController(Views views, WatchedBatches watched) {
        this.views = views;
        this.watched = watched;
    }

    @GetMapping("/v1/batches/{id}/events")
    ResponseEntity<SseEmitter> events(@PathVariable String id, HttpServletRequest request) {
        var batch = views.find(id);
        var last = request.getHeader("Last-Event-ID");
        if (batch.status().ended() && batch.times().updated().toString().equals(last)) {
            // The end was heard; to a browser this says not to come back again.
            return ResponseEntity.noContent().build();
        }
        var emitter = new SseEmitter(0L);
        var follower = new Follower(batch, emitter, last, Caller.current().key());
        var thread = Thread.ofVirtual().name("events-" + id).unstarted(follower::run);
        emitter.onCompletion(thread::interrupt);
        emitter.onTimeout(thread::interrupt);
        emitter.onError(e -> thread.interrupt());
        thread.start();
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .body(emitter);
    }

    @Override
    public void start() {
        serves = true;
    }

    @Override
    public void stop() {
        serves = false;
    }

    @Override
    public boolean isRunning() {
        return serves;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_WEB_SERVER;
    }

    private final class Follower {

        private final Batch batch;
        private final String base = views.here();
        private final SseEmitter emitter;
        private @Nullable String last;
        private final @Nullable UUID key;
        private long spoken = System.nanoTime();
        private long allowed = System.nanoTime();

        Follower(Batch batch, SseEmitter emitter, @Nullable String last, @Nullable UUID key) {
            this.key = key;
            this.batch = batch;
            this.emitter = emitter;
            this.last = last;
        }

        void run() {
            var look = watched.join(batch, base);
            try {
                follow(look);
                emitter.complete();
            } catch (IOException | IllegalStateException e) {
                log.debug("whoever watched batch {} went away", batch.id(), e);
            } catch (InterruptedException e) {
                log.debug("the watch of batch {} was ended", batch.id());
            } catch (RuntimeException e) {
                // The answer has begun, so the trouble is only logged; the client comes back by
                // itself.
                Trouble.over("The watch of batch " + batch.id(), e);
                emitter.complete();
            } finally {
                watched.leave(batch, base, look);
            }
        }

        private void follow(BatchLook look) throws IOException, InterruptedException {
            BatchLook.Seen seen = null;
            while (serves && isAllowed()) {
                boolean isLast = look.isOver();
                seen = look.after(seen);
                if (seen != null) {
                    tell(seen);
                }
                if (isLast || (seen != null && seen.ended())) {
                    return;
                }
            }
            if (!serves) {
                sayGoodbye();
            }
        }

        private void sayGoodbye() throws IOException {
            emitter.send(
                    SseEmitter.event()
                            .comment("this server stops; another one, or its next start, goes on")
                            .name("draining")
                            .data("{}", MediaType.APPLICATION_JSON));
        }

        /// Whether the watcher's key is still valid; looked up now and then.
        private boolean isAllowed() {
            if (key == null || System.nanoTime() - allowed < LOOK_AT_KEY.toNanos()) {
                return true;
            }
            allowed = System.nanoTime();
            return watched.isValid(key);
        }

        private void tell(BatchLook.Seen seen) throws IOException {
            if (seen.ended() || !seen.change().equals(last)) {
                last = seen.change();
                spoken = System.nanoTime();
                emitter.send(
                        SseEmitter.event()
                                .id(seen.change())
                                .name(seen.ended() ? "ended" : "progress")
                                .data(seen.json(), MediaType.APPLICATION_JSON));
            } else if (System.nanoTime() - spoken > HEARTBEAT.toNanos()) {
                spoken = System.nanoTime();
                emitter.send(SseEmitter.event().comment("still here"));
            }
        }
    }
}
