package org.imgmill.api.batches;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Batches;
import org.imgmill.batch.Lanes;
import org.imgmill.links.PublicUrl;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds batches by what a client wrote, and shows them with all that belongs to them.
@Component
public class Views {

    private final Batches batches;
    private final Lanes lanes;
    private final PublicUrl links;

    Views(Batches batches, Lanes lanes, PublicUrl links) {
        this.batches = batches;
        this.lanes = lanes;
        this.links = links;
    }

    /// A malformed id is an unknown id, and so is that of a batch that is not the caller's.
    ///
    /// @throws Refused if there is no such batch
    public Batch find(String id) {
        var caller = Caller.current();
        return id(id).flatMap(batches::find)
                .filter(batch -> caller.sees(batch.owner()))
                .orElseThrow(() -> Refused.noSuch("batch", id));
    }

    /// A batch that was found before, as it stands now.
    ///
    /// @throws Refused if it was deleted meanwhile
    Batch again(Batch batch) {
        return batches.find(batch.id())
                .orElseThrow(() -> Refused.noSuch("batch", batch.id().toString()));
    }

    /// Whether the batch is there and the caller's.
    public boolean sees(UUID id) {
        var caller = Caller.current();
        return batches.find(id).filter(batch -> caller.sees(batch.owner())).isPresent();
    }

    public static Optional<UUID> id(@Nullable String text) {
        if (text == null || text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public BatchView show(Batch batch) {
        var failures =
                batch.counts().failed() == 0
                        ? List.<org.imgmill.batch.Failures>of()
                        : batches.failures(batch.id());
        var waiting =
                batch.status().ended() ? List.<Lanes.Waiting>of() : lanes.waitingHosts(batch.id());
        return BatchView.of(batch, failures, waiting, links.here());
    }

    /// How links in the current answer start.
    String here() {
        return links.here();
    }

    /// Runs `shower`, whose links start with `base`.
    <T> T startingWith(String base, Supplier<T> shower) {
        return links.startingWith(base, shower);
    }

    /// For lists: without what takes further statements to find out.
    BatchView showBriefly(Batch batch) {
        return BatchView.of(batch, List.of(), List.of(), links.here());
    }
}
