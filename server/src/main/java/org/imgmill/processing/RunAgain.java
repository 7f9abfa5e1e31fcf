package org.imgmill.processing;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import org.imgmill.batch.Known;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.Memory;
import org.imgmill.batch.Outcome;
import org.imgmill.batch.Seen;
import org.imgmill.batch.Sha256;
import org.imgmill.fetch.Asker;
import org.imgmill.fetch.Body;
import org.imgmill.fetch.Download;
import org.imgmill.fetch.Version;
import org.imgmill.storage.Storage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a run of a catalogue does differently: it asks for an image only if it changed, and makes
/// nothing from bytes whose outputs are all there already.
///
/// An image that lacks an output in the storage, after a restore for example, is made anew.
@Component
class RunAgain {

    private final Pictures hosts;
    private final Memory memory;
    private final Storage storage;

    RunAgain(Pictures hosts, Memory memory, Storage storage) {
        this.hosts = hosts;
        this.memory = memory;
        this.storage = storage;
    }

    /// As any other download; `NotModified` only where the outputs that are known are there.
    Download fetch(Lanes.Turn turn, Lanes.Due due, Asker asker)
            throws InterruptedException, IOException {
        var known = due.known();
        var version =
                known == null ? Optional.<Version>empty() : Versions.toAskWith(known.version());
        var answer = hosts.fetchAgain(due.url(), asker, version);
        return answer instanceof Download.NotModified && known != null && !isThere(turn, known)
                ? hosts.fetchAgain(due.url(), asker, Optional.empty())
                : answer;
    }

    /// What is made of these bytes already; null: nothing.
    ///
    /// @param input as `digest` has it
    @Nullable Known made(Lanes.Turn turn, Memory.Of run, Lanes.Due due, String input)
            throws IOException {
        if (run.forced() || !due.made().isEmpty()) {
            return null;
        }
        var own = due.known();
        var known = own != null && own.input().equals(input) ? own : null;
        if (known == null && due.name() == null) {
            // People tell by the name which product an output is of.
            known = memory.ofInput(run, input).orElse(null);
        }
        return known != null && isThere(turn, known) ? known : null;
    }

    private boolean isThere(Lanes.Turn turn, Known known) throws IOException {
        for (var key : known.keys(turn.outputs())) {
            if (storage.open(key).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /// SHA-256, in hex.
    static String digest(byte[] bytes, int length) {
        var sha256 = Sha256.start();
        sha256.update(bytes, 0, length);
        return HexFormat.of().formatHex(sha256.digest());
    }

    static Seen seen(Memory.Of run, String input, Body body) {
        return new Seen(run.catalogue(), input, Versions.toRemember(body.version()));
    }

    /// The ending of an image whose outputs are there already.
    ///
    /// @param seen what is known of it now
    static Outcome.Stored unchanged(
            Lanes.Turn turn, Lanes.Due due, Known known, Seen seen, int millis) {
        return new Outcome.Stored(
                turn.batch(),
                due.id(),
                known.format(),
                known.width(),
                known.height(),
                known.bytesIn(),
                known.bytesOut(),
                known.look(),
                known.detail(),
                millis,
                known.outputs(),
                known.keptAs(),
                seen,
                known.traits());
    }

    static Seen confirmed(Memory.Of run, Known known, Version version) {
        return new Seen(run.catalogue(), known.input(), Versions.toRemember(version));
    }
}
