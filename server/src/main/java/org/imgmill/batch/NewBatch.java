package org.imgmill.batch;

import java.util.List;
import java.util.UUID;
import org.imgmill.transcode.Recipe;
import org.jspecify.annotations.Nullable;

/// What an upload asks for, before its first row is read.
///
/// @param name the file's name, or what a JSON client called it
/// @param face the API face it came through
/// @param outputs that are made of every image
/// @param priority higher goes first, -100 to 100
/// @param owner the key it came with; null: none was asked for
/// @param source where the catalogue was fetched; null: it came with the request
/// @param base the address that the server was asked at; null: its links start as the settings say
/// @param names how its outputs are called; null: by row and position
/// @param run of which catalogue it is a run, and what it makes; null: of none
/// @param maxFailures end the batch early after so many failed images; null: never
public record NewBatch(
        String name,
        Face face,
        @Nullable UUID owner,
        List<Output> outputs,
        int priority,
        @Nullable FailureLimit maxFailures,
        Keep keep,
        @Nullable Source source,
        @Nullable String base,
        @Nullable NameTemplate names,
        Memory.@Nullable Of run) {

    /// One that came as a body, is kept as the settings say, and whose links start as they say.
    public NewBatch(
            String name,
            Face face,
            @Nullable UUID owner,
            Recipe recipe,
            int priority,
            @Nullable FailureLimit maxFailures) {
        this(
                name,
                face,
                owner,
                Output.only(recipe),
                priority,
                maxFailures,
                new Keep.AsSet(),
                null,
                null,
                null,
                null);
    }

    public NewBatch keeping(Keep wanted) {
        return new NewBatch(
                name,
                face,
                owner,
                outputs,
                priority,
                maxFailures,
                wanted,
                source,
                base,
                names,
                run);
    }

    public NewBatch from(Source fetched) {
        return new NewBatch(
                name, face, owner, outputs, priority, maxFailures, keep, fetched, base, names, run);
    }

    public NewBatch askedAt(@Nullable String address) {
        return new NewBatch(
                name,
                face,
                owner,
                outputs,
                priority,
                maxFailures,
                keep,
                source,
                address,
                names,
                run);
    }

    public NewBatch calling(@Nullable NameTemplate template) {
        return new NewBatch(
                name,
                face,
                owner,
                outputs,
                priority,
                maxFailures,
                keep,
                source,
                base,
                template,
                run);
    }

    /// As a run of a catalogue.
    public NewBatch as(Memory.@Nullable Of ofCatalogue) {
        return new NewBatch(
                name,
                face,
                owner,
                outputs,
                priority,
                maxFailures,
                keep,
                source,
                base,
                names,
                ofCatalogue);
    }

    /// Of the first output.
    public Recipe recipe() {
        return outputs.getFirst().recipe();
    }

    /// @param several named ones; empty: the one of the recipe
    public NewBatch making(List<Output> several) {
        return several.isEmpty()
                ? this
                : new NewBatch(
                        name,
                        face,
                        owner,
                        several,
                        priority,
                        maxFailures,
                        keep,
                        source,
                        base,
                        names,
                        run);
    }

    public NewBatch {
        if (names != null) {
            names.refuseWithout(outputs);
        }
        if (priority < -100 || priority > 100) {
            throw new IllegalArgumentException("priority is -100 to 100, not " + priority);
        }
    }
}
