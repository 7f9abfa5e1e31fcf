package org.imgmill.transcode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.imgmill.transcode.MakeOnce.Made;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Found;
import org.imgmill.transcode.look.Pixels;
import org.imgmill.transcode.look.Ssimulacra2;
import org.jspecify.annotations.Nullable;

/// Finds what a recipe leaves open for one picture: the quality that has the wanted look or fits
/// into so many bytes, and the format that needs the fewest.
///
/// Long: looks, bytes and formats are sought with the same tries and the same judge.
final class FindQuality {

    /// The most memory that the judge of a picture takes; what it compares takes as much again.
    private static final long BYTES_OF_A_JUDGE = 256L << 20;

    private static final Semaphore JUDGES =
            new Semaphore(
                    (int) Math.max(1, Runtime.getRuntime().maxMemory() / BYTES_OF_A_JUDGE), true);

    /// Among formats, one that misses the look by more is out.
    private static final double MISSED = 3;

    private static final int FINEST = 100;

    /// How much worse a draft of an AVIF looks than the file at the same quality.
    private static final double DRAFTS_LOSE = 1.2;

    /// The part of a JPEG's input bytes that is left at an ordinary quality.
    private static final double USUAL_SHARE = 0.34;

    private final MakeOnce maker;
    private final Plan plan;
    private final Recipe recipe;

    /// What the input looks like, by whether it is decoded in Java.
    private final Map<Boolean, Input> inputs = new HashMap<>();

    /// @param judge null: the picture cannot be judged
    private record Input(@Nullable Ssimulacra2 judge, boolean seeThrough) {}

    FindQuality(MakeOnce maker, Plan plan) {
        this.maker = maker;
        this.plan = plan;
        this.recipe = plan.recipe();
    }

    Transcoded run() throws InterruptedException {
        var look = recipe.wantedLook();
        if (look == null) {
            return fitting(recipe.format());
        }
        JUDGES.acquire();
        try {
            return recipe.format() == Target.AUTO ? smallest(look) : looking(recipe.format(), look);
        } finally {
            JUDGES.release();
        }
    }

    /// The smallest of what the recipe allows.
    private Transcoded smallest(int look) throws InterruptedException {
        var done = new ArrayList<Done>();
        Transcoded last = null;
        for (Target format : allowed()) {
            last = looking(format, look);
            if (last instanceof Done made) {
                done.add(made);
            }
        }
        var best =
                done.stream()
                        .filter(made -> look(made) >= look - MISSED)
                        .min(Comparator.comparingInt(made -> made.bytes().length))
                        .or(() -> done.stream().max(Comparator.comparingDouble(FindQuality::look)));
        if (best.isPresent()) {
            return best.get();
        }
        return last == null ? looking(Target.KEEP, look) : last;
    }

    /// What was not judged counts as having the look.
    private static double look(Done done) {
        var found = done.found();
        return found == null || found.look() == null ? FINEST : found.look();
    }

    /// An animation stays one, and transparency stays; where no allowed format can hold them, the
    /// picture keeps its own.
    private List<Target> allowed() throws InterruptedException {
        var formats = new ArrayList<>(recipe.formats());
        if (plan.picture().isAnimated()) {
            formats.retainAll(List.of(Target.WEBP));
            formats.add(Target.KEEP);
            return formats;
        }
        if (formats.contains(Target.JPEG) && isSeeThrough()) {
            formats.remove(Target.JPEG);
        }
        return formats.isEmpty() ? List.of(Target.KEEP) : formats;
    }

    private boolean isSeeThrough() throws InterruptedException {
        return switch (plan.picture().kind()) {
            case JPEG -> false;
            case PNG, WEBP, GIF, AVIF, TIFF ->
                    input(plan.at(FINEST, Target.PNG), false).seeThrough();
        };
    }

    /// In one format at the wanted look, and smaller still if it has to be.
    private Transcoded looking(Target format, int look) throws InterruptedException {
        var search = drafted(format, look);
        Transcoded best = null;
        for (var next = search.next(); next.isPresent(); next = search.next()) {
            int quality = next.getAsInt();
            Plan at = plan.at(quality, format);
            Made made = maker.make(at, !at.allFrames());
            if (!(made.ending() instanceof Done done)) {
                return best == null ? made.ending() : best;
            }
            var score = score(at, made);
            if (score == null) {
                best = done.with(new Found(quality, null));
                break;
            }
            search.saw(quality, score);
            if (best == null || search.best().quality() == quality) {
                best = done.with(new Found(quality, score));
            }
        }
        var most = recipe.maxBytes();
        return most != null
                        && best instanceof Done done
                        && done.bytes().length > most
                        && done.found() != null
                ? fitting(format, done.found().quality() - 1, done, most)
                : best == null ? fitting(format) : best;
    }

    /// Begins at the curve of the format, or, where a try is expensive, at the quality that quick
    /// drafts suggest.
    private LookSearch drafted(Target format, int look) throws InterruptedException {
        var curve = Curve.of(plan.writes(format));
        if (plan.writes(format) != ImageFormat.AVIF) {
            return new LookSearch(curve, look);
        }
        var drafts = LookSearch.ofDrafts(curve, look);
        for (var next = drafts.next(); next.isPresent(); next = drafts.next()) {
            Plan at = plan.at(next.getAsInt(), format);
            var score = score(at, maker.draft(at));
            if (score == null) {
                return new LookSearch(curve, look);
            }
            drafts.saw(next.getAsInt(), score + DRAFTS_LOSE);
        }
        return drafts.inEarnest();
    }

    private Transcoded fitting(Target format) throws InterruptedException {
        int ceiling = recipe.quality() == Recipe.AUTO ? FINEST : recipe.quality();
        return fitting(
                format,
                ceiling,
                null,
                recipe.maxBytes() == null ? Integer.MAX_VALUE : recipe.maxBytes());
    }

    /// The best quality that fits.
    ///
    /// @param larger one that does not fit
    private Transcoded fitting(Target format, int ceiling, @Nullable Done larger, int most)
            throws InterruptedException {
        var counted =
                ceiling < 1
                        ? Optional.<Made>empty()
                        : maker.fit(
                                plan.at(ceiling, format),
                                most,
                                search(format, ceiling, larger, most),
                                larger != null);
        if (counted.isPresent()) {
            return counted(counted.get(), format, larger != null);
        }
        var search = search(format, ceiling, larger, most);
        Made best = null;
        int smallest = larger == null ? Integer.MAX_VALUE : larger.bytes().length;
        int quality = 0;
        for (var next = search.next(); next.isPresent(); next = search.next()) {
            Plan at = plan.at(next.getAsInt(), format);
            Made made = maker.make(at, larger != null && !at.allFrames());
            if (!(made.ending() instanceof Done done)) {
                return made.ending();
            }
            smallest = Math.min(smallest, done.bytes().length);
            search.saw(next.getAsInt(), done.bytes().length);
            if (done.bytes().length <= most && next.getAsInt() > quality) {
                best = made;
                quality = next.getAsInt();
            }
        }
        if (best == null || !(best.ending() instanceof Done done)) {
            return FitSearch.tooLarge(smallest, most);
        }
        return done.with(
                new Found(quality, larger == null ? null : score(plan.at(quality, format), best)));
    }

    private FitSearch search(Target format, int ceiling, @Nullable Done larger, int most) {
        var search =
                new FitSearch(
                        most,
                        ceiling,
                        !plan.at(FINEST, format).isJpegToJpeg(),
                        plan.isJpegOfSameSize() ? USUAL_SHARE * plan.length() : 0);
        if (larger != null) {
            search.saw(ceiling + 1, larger.bytes().length);
        }
        return search;
    }

    private Transcoded counted(Made made, Target format, boolean judged)
            throws InterruptedException {
        if (!judged || !(made.ending() instanceof Done done) || done.found() == null) {
            return made.ending();
        }
        int quality = done.found().quality();
        return done.with(new Found(quality, score(plan.at(quality, format), made)));
    }

    private @Nullable Double score(Plan at, Made made) throws InterruptedException {
        Pixels pixels = made.pixels();
        if (pixels == null || !Ssimulacra2.canJudge(pixels)) {
            return null;
        }
        var judge = input(at, made.inJava()).judge();
        return judge == null ? null : (Double) judge.score(pixels.rgb());
    }

    private Input input(Plan at, boolean inJava) throws InterruptedException {
        var known = inputs.get(inJava);
        if (known != null) {
            return known;
        }
        Made made = maker.input(at, inJava);
        var pixels = made.pixels();
        var judge = pixels != null && Ssimulacra2.canJudge(pixels) ? new Ssimulacra2(pixels) : null;
        var input = new Input(judge, made.seeThrough());
        inputs.put(inJava, input);
        return input;
    }
}
