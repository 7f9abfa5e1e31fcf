package org.imgmill.batch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.imgmill.output.Output;
import org.imgmill.transcode.Recipe;
import org.jspecify.annotations.Nullable;

/// One upload and how far it got, as its row stood when it was read.
///
/// @param owner the key it came with; null: none was asked for
/// @param header the columns of the catalogue, in the form that the caller handed in
/// @param token the unguessable first part of its outputs' keys
/// @param outputs that are made of every image; one without a name, or those that were asked for
/// @param formulaCells that a spreadsheet would run as a formula
/// @param source where its catalogue was fetched; null: it came with the request
/// @param base the address that the server was asked at, for links outside of a request; null: as
///   set
/// @param nameTemplate how its outputs are called; null: by row and position
/// @param originals the start of the keys of what came in; null: it is not kept
/// @param pictures whether its images are what came in, so that nothing is fetched
/// @param run the catalogue that it is a run of; null: none
/// @param checked what the checks found of its images
/// @param imagesPerSecond over the last ten seconds or so
public record Batch(
        UUID id,
        String name,
        Face face,
        @Nullable UUID owner,
        BatchStatus status,
        int priority,
        String token,
        List<Output> outputs,
        String header,
        List<String> warnings,
        int rows,
        int formulaCells,
        Counts counts,
        double imagesPerSecond,
        Times times,
        @Nullable Source source,
        @Nullable String base,
        @Nullable String nameTemplate,
        Kept kept,
        @Nullable String originals,
        boolean pictures,
        @Nullable Run run,
        Checked checked) {

    /// The catalogue that a batch is a run of.
    ///
    /// @param name null: it was deleted
    /// @param forced whether all was done anew
    /// @param changes since the run before; null: not counted yet
    public record Run(
            UUID catalogue, @Nullable String name, boolean forced, @Nullable Changes changes) {}

    /// How far its checks are.
    public sealed interface Checked {

        /// The batch is older than the checks.
        record Never() implements Checked {}

        /// It has not ended, or only just.
        record Waiting() implements Checked {}

        record Done(Checks found) implements Checked {}
    }

    /// Whether its results can be written into the workbook that came in.
    public boolean cameAsWorkbook() {
        return originals != null && !pictures;
    }

    private static final int LONGEST_NAME = 200;

    /// How long it stays.
    ///
    /// @param expires when it goes with its outputs; null: not by itself, or not known before its
    ///   end
    /// @param outputsExpire when its outputs go, or went; null: not by themselves, or not known
    /// @param outputsGone whether its outputs have gone
    public record Kept(
            Keep keep,
            @Nullable Instant expires,
            @Nullable Instant outputsExpire,
            boolean outputsGone) {}

    /// Whether stored images still have their outputs: these can go before the batch.
    public boolean hasOutputs() {
        return !kept.outputsGone;
    }

    /// URLs as they stand in the catalogue, except `distinct` and `pending`, which count images.
    public record Counts(
            int total,
            int processed,
            int stored,
            int failed,
            int distinct,
            int pending,
            long bytesIn,
            long bytesOut) {}

    /// When what happened, by the database's clock.
    public record Times(
            Instant created,
            Instant updated,
            @Nullable Instant started,
            @Nullable Instant finished) {}

    /// Its name, cut where it is too long for a message.
    public String shortName() {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    /// Of the first output.
    public Recipe recipe() {
        return outputs.getFirst().recipe();
    }

    /// Whether its outputs have names, and columns and folders of their own.
    public boolean hasNamedOutputs() {
        return outputs.getFirst().isNamed();
    }

    /// Whether it ended with images that will have no turn any more: they are shown as cancelled.
    public boolean leftImages() {
        return status == BatchStatus.CANCELLED || status == BatchStatus.FAILED;
    }

    /// In percent; 100 only when nothing is left to do.
    public double completionPercentage() {
        return counts.total == 0 ? 100 : Math.floor(1000.0 * counts.processed / counts.total) / 10;
    }

    /// Seconds until the end at the present rate; null: not known.
    public @Nullable Double etaSeconds() {
        return status != BatchStatus.PROCESSING || imagesPerSecond < 0.01
                ? null
                : Math.round(10 * (counts.total - counts.processed) / imagesPerSecond) / 10.0;
    }
}
