package org.imgmill.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.attempt.FailureCode;
import org.imgmill.output.Output;
import org.imgmill.transcode.ImageFormat;
import org.jspecify.annotations.Nullable;

/// One distinct URL of a batch and what became of it.
///
/// @param row the first product it stands at, from 1, and `position` in its URL cell, from 0
/// @param name of its output, without its ending; null: its row and position
/// @param keptAs the start of the keys of its outputs, if an earlier run of its catalogue made
///   them; null: they are its own
/// @param retryAt when its next try is due, if it waits for one
public record Image(
        ImageId id,
        int row,
        int position,
        @Nullable String name,
        String url,
        String host,
        int attempts,
        @Nullable Instant retryAt,
        @Nullable String keptAs,
        State state) {

    /// How far an image got.
    public sealed interface State {}

    /// Not ended yet.
    public record Pending() implements State {}

    /// Its output is in the storage, or all of them; format, width and height are the first's.
    ///
    /// @param look the score of the first's look, where that was found; null: it was not
    /// @param outputs where the batch has several
    /// @param traits what tells it from other images; null: nobody looked
    /// @param alike the others that it is alike to; null: none, or not known yet
    public record Stored(
            ImageFormat format,
            int width,
            int height,
            int bytesIn,
            int bytesOut,
            @Nullable Double look,
            @Nullable String detail,
            int ms,
            List<Output.@Nullable Made> outputs,
            @Nullable Traits traits,
            @Nullable Alike alike)
            implements State {

        /// The score of its look in tenths, as it is shown everywhere; null: it was not measured.
        public @Nullable Double shownLook() {
            return look == null ? null : (Double) (Math.round(look * 10) / 10.0);
        }

        /// What its owner reads about flaws of the stored image; null: it has none.
        public @Nullable String explanation() {
            return Explanation.of(detail, "Export the picture again.");
        }
    }

    /// It ended without an output, or without one of several.
    ///
    /// @param outputs those that are there, null for the others; empty: none
    public record Failed(
            FailureCode code,
            @Nullable Integer httpStatus,
            @Nullable String detail,
            int ms,
            List<Output.@Nullable Made> outputs)
            implements State {

        /// Whether some of its outputs are there.
        public boolean isPartial() {
            return Output.any(outputs);
        }

        /// What its owner reads: the code's sentence, or for an HTTP error the status too.
        public String message() {
            return httpStatus == null ? code.sentence() : "The server answered " + httpStatus + ".";
        }

        /// What exactly is wrong and what to do about it, in a sentence or two for its owner; null
        /// where nothing is known beyond the message.
        public @Nullable String explanation() {
            return Explanation.of(detail, code.advice());
        }
    }

    /// An output that is in the storage.
    ///
    /// @param name what it is called in its batch, whoever made it
    public record Kept(Output output, Output.Made made, String key, String name) {}

    /// Those of its outputs that are in the storage, in their order.
    public List<Kept> kept(Batch batch) {
        if (!batch.hasOutputs()) {
            return List.of();
        }
        return switch (state) {
            case Pending _ -> List.of();
            case Stored stored ->
                    stored.outputs.isEmpty()
                            ? kept(
                                    batch,
                                    List.of(
                                            new Output.Made(
                                                    stored.format,
                                                    stored.width,
                                                    stored.height,
                                                    stored.bytesOut)))
                            : kept(batch, stored.outputs);
            case Failed failed -> kept(batch, failed.outputs);
        };
    }

    private List<Kept> kept(Batch batch, List<Output.@Nullable Made> all) {
        var kept = new ArrayList<Kept>(all.size());
        for (int i = 0; i < all.size(); i++) {
            var made = all.get(i);
            if (made != null) {
                var output = batch.outputs().get(i);
                kept.add(
                        new Kept(
                                output,
                                made,
                                key(
                                        keptAs == null
                                                ? keptAs(batch.token(), row, position, name)
                                                : keptAs,
                                        output,
                                        made.format()),
                                output.called(stem(row, position, name))
                                        + "."
                                        + made.format().extension()));
            }
        }
        return kept;
    }

    /// The key of an output in the storage.
    ///
    /// @param token the batch's
    /// @param name without its ending; null: row and position
    public static String key(
            String token,
            Output output,
            int row,
            int position,
            @Nullable String name,
            ImageFormat format) {
        return key(keptAs(token, row, position, name), output, format);
    }

    /// @param keptAs the token and what the image is called under it
    static String key(String keptAs, Output output, ImageFormat format) {
        int slash = keptAs.indexOf('/') + 1;
        return keptAs.substring(0, slash)
                + output.called(keptAs.substring(slash))
                + "."
                + format.extension();
    }

    /// The keys of those outputs that there are.
    ///
    /// @param several empty: it is of a batch with one output
    static List<String> keys(
            String keptAs,
            List<Output> outputs,
            ImageFormat format,
            List<Output.@Nullable Made> several) {
        if (several.isEmpty()) {
            return List.of(key(keptAs, outputs.getFirst(), format));
        }
        var keys = new ArrayList<String>(several.size());
        for (int i = 0; i < several.size(); i++) {
            var made = several.get(i);
            if (made != null) {
                keys.add(key(keptAs, outputs.get(i), made.format()));
            }
        }
        return keys;
    }

    /// The start of the keys of the outputs that an image's own batch made.
    private static String keptAs(String token, int row, int position, @Nullable String name) {
        return token + "/" + stem(row, position, name);
    }

    private static String stem(int row, int position, @Nullable String name) {
        return name == null ? row + "-" + position : name;
    }
}
