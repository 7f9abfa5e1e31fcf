package org.imgmill.transcode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imgmill.transcode.Transcoded.Codec;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.Transcoded.Refused;
import org.imgmill.transcode.child.Answer;
import org.imgmill.transcode.child.Job.Show;
import org.imgmill.transcode.jpeg.JpegFitter;
import org.imgmill.transcode.look.Pixels;
import org.imgmill.transcode.pool.Attempt;
import org.imgmill.transcode.pool.Attempt.Answered;
import org.imgmill.transcode.pool.Attempt.Crashed;
import org.imgmill.transcode.pool.Attempt.Overdue;
import org.imgmill.transcode.pool.Children;
import org.jspecify.annotations.Nullable;

/// Makes a picture at a given quality: in Java where that is possible, else in a child.
record MakeOnce(
        TranscodeLimits limits,
        JpegPath jpegs,
        Watermarks watermarks,
        @Nullable Children children) {

    private static final int FINEST = 100;

    /// @param inJava whether it was made in Java
    /// @param seeThrough whether anything shows through it, where pixels were asked for
    /// @param pixels null where they were not asked for, or cannot be shown
    record Made(Transcoded ending, boolean inJava, boolean seeThrough, @Nullable Pixels pixels) {}

    /// @param shown whether the pixels of the output are wanted, too
    Made make(Plan plan, boolean shown) throws InterruptedException {
        var done = inJava(plan);
        return done.isPresent()
                ? new Made(done.get(), true, false, shown ? pixels(done.get()) : null)
                : ask(plan, shown ? Show.OUTPUT : Show.NONE);
    }

    /// Not the file, only what it would look like, at the encoder's quickest setting.
    Made draft(Plan plan) throws InterruptedException {
        return ask(plan, Show.DRAFT);
    }

    /// Empty where it takes a child.
    Optional<Done> inJava(Plan plan) {
        if (!plan.isJpegToJpeg()) {
            return Optional.empty();
        }
        return plan.keepsSize()
                ? jpegs.recompress(plan.body(), plan.length(), plan.recipe())
                : jpegs.resize(plan.body(), plan.length(), plan.recipe());
    }

    /// The best quality that fits into so many bytes, where that is found in Java, from one
    /// decoding; empty elsewhere.
    ///
    /// @param at the best quality that is wanted
    Optional<Made> fit(Plan at, int most, JpegFitter.Search search, boolean shown) {
        if (!at.isJpegToJpeg() || !at.keepsSize()) {
            return Optional.empty();
        }
        return jpegs.fit(at.body(), at.length(), at.recipe(), most, search)
                .map(
                        ending ->
                                new Made(
                                        ending,
                                        true,
                                        false,
                                        shown && ending instanceof Done done
                                                ? pixels(done)
                                                : null));
    }

    /// Several outputs of one picture, whose file is read once, except for outputs that need too
    /// much memory for that.
    ///
    /// @return one for each, in their order; empty where it takes a child
    List<Optional<Done>> inJava(List<Plan> plans) {
        if (plans.size() < 2) {
            return plans.stream().map(this::inJava).toList();
        }
        Plan first = plans.getFirst();
        var made =
                jpegs.resize(
                        first.body(), first.length(), plans.stream().map(Plan::recipe).toList());
        var all = new ArrayList<Optional<Done>>(plans.size());
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            var done = made.get(i);
            all.add(
                    done.isEmpty()
                            ? inJava(plan)
                            : plan.keepsSize()
                                    ? done.map(same -> same.with(Codec.REQUANTISER))
                                    : done);
        }
        return all;
    }

    /// Several outputs of one picture that take a child, which decodes it once. If a child is lost,
    /// they are asked for one by one, so that only the output at fault fails.
    List<Transcoded> together(List<Plan> plans) throws InterruptedException {
        var made = new ArrayList<Transcoded>(plans.size());
        if (plans.size() > 1 && attempt(plans, Show.NONE) instanceof Answered(var answers)) {
            answers.forEach(answer -> made.add(made(answer).ending()));
            return made;
        }
        for (Plan plan : plans) {
            made.add(ask(plan, Show.NONE).ending());
        }
        return made;
    }

    /// The pixels of the input, decoded in Java or in a child.
    Made input(Plan plan, boolean inJava) throws InterruptedException {
        if (!inJava) {
            return ask(plan, Show.INPUT);
        }
        if (plan.keepsSize()) {
            var source = jpegs.pixels(plan.body(), plan.length()).orElse(null);
            return new Made(NOT_A_FILE, true, false, source);
        }
        var finest =
                jpegs.resize(
                        plan.body(), plan.length(), plan.recipe().at(FINEST, Recipe.Target.JPEG));
        return new Made(NOT_A_FILE, true, false, finest.map(this::pixels).orElse(null));
    }

    private static final Refused NOT_A_FILE =
            new Refused(Reason.UNSUPPORTED_FORMAT, "only its pixels were asked for");

    private @Nullable Pixels pixels(Done done) {
        return jpegs.pixels(done.bytes(), done.bytes().length).orElse(null);
    }

    private Attempt attempt(List<Plan> plans, Show show) throws InterruptedException {
        if (children == null) {
            throw new Transcoder.NoDecoder();
        }
        var asked = Asked.of(plans, limits, watermarks, show);
        return children.ask(asked.jobs(), asked.bytes());
    }

    private Made ask(Plan plan, Show show) throws InterruptedException {
        return switch (attempt(List.of(plan), show)) {
            case Answered(var answers) -> made(answers.getFirst());
            case Overdue(var deadline) ->
                    without(
                            Reason.TRANSCODE_TIMEOUT,
                            "not done after %d ms, twice".formatted(deadline.toMillis()));
            case Crashed(var why) -> without(Reason.TRANSCODER_CRASH, why);
        };
    }

    private static Made made(Answer answer) {
        return switch (answer) {
            case Answer.Picture picture ->
                    new Made(
                            new Done(
                                            picture.bytes(),
                                            picture.format(),
                                            picture.width(),
                                            picture.height(),
                                            Codec.LIBVIPS)
                                    .with(picture.glance()),
                            false,
                            picture.seeThrough(),
                            picture.pixels());
            case Answer.Refusal(var reason, var detail) -> without(reason, detail);
            case Answer.Ready ready -> throw notAnEnding(ready);
            case Answer.Unable unable -> throw notAnEnding(unable);
        };
    }

    private static Made without(Reason reason, String detail) {
        return new Made(new Refused(reason, detail), false, false, null);
    }

    private static IllegalStateException notAnEnding(Answer answer) {
        return new IllegalStateException("a child is asked only when it is ready: " + answer);
    }
}
