package org.imgmill.batch;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.imgmill.output.NameTemplate;
import org.imgmill.output.Output;
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
/// @param run the catalogue that it is a run of, and what it makes; null: none
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
        return with(draft -> draft.keep = wanted);
    }

    public NewBatch from(Source fetched) {
        return with(draft -> draft.source = fetched);
    }

    public NewBatch askedAt(@Nullable String address) {
        return with(draft -> draft.base = address);
    }

    public NewBatch calling(@Nullable NameTemplate template) {
        return with(draft -> draft.names = template);
    }

    /// As a run of a catalogue.
    public NewBatch as(Memory.@Nullable Of ofCatalogue) {
        return with(draft -> draft.run = ofCatalogue);
    }

    /// @param several named ones; empty: the one of the recipe
    public NewBatch making(List<Output> several) {
        return several.isEmpty() ? this : with(draft -> draft.outputs = several);
    }

    /// Of the first output.
    public Recipe recipe() {
        return outputs.getFirst().recipe();
    }

    private NewBatch with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.of(this);
    }

    /// What may be said later than the rest.
    private static final class Draft {

        private List<Output> outputs;
        private Keep keep;
        private @Nullable Source source;
        private @Nullable String base;
        private @Nullable NameTemplate names;
        private Memory.@Nullable Of run;

        private Draft(NewBatch before) {
            outputs = before.outputs;
            keep = before.keep;
            source = before.source;
            base = before.base;
            names = before.names;
            run = before.run;
        }

        private NewBatch of(NewBatch b) {
            return new NewBatch(
                    b.name,
                    b.face,
                    b.owner,
                    outputs,
                    b.priority,
                    b.maxFailures,
                    keep,
                    source,
                    base,
                    names,
                    run);
        }
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
