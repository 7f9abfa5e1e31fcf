package org.imgmill.transcode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.Transcoded.Refused;
import org.imgmill.transcode.header.Headers;
import org.imgmill.transcode.header.Sniffed.Broken;
import org.imgmill.transcode.header.Sniffed.NotAnImage;
import org.imgmill.transcode.header.Sniffed.Picture;
import org.imgmill.transcode.header.Sniffed.Unsupported;
import org.imgmill.transcode.jpeg.JpegRecompressor;
import org.imgmill.transcode.pool.Children;
import org.imgmill.transcode.pool.Launch;
import org.imgmill.transcode.pool.Roster;
import org.imgmill.transcode.pool.Unpacked;
import org.jspecify.annotations.Nullable;

/// Takes one image after the other from many threads: what can be done in Java is done in the
/// caller's thread, everything else in a child process.
///
/// ```
/// first bytes -> limits -> JPEG as JPEG, same size -> requantised ----------+
///                       -> JPEG as JPEG, smaller ---> resampled ------------+
///                       -> an animated PNG kept ---> decoded as a check ----+-> larger than the
///                       -> all else ---------------> libvips in a child ----+   input? the input
/// ```
///
/// Where the recipe leaves the quality open, several are tried until one fits.
public final class Transcoder implements AutoCloseable {

    /// Raise it with every change after which the same bytes and recipe give other outputs, and
    /// only then: older outputs are made anew when a catalogue comes again.
    public static final int GENERATION = 1;

    private final TranscodeLimits limits;
    private final Originals originals;
    private final JpegPath jpegs;
    private final @Nullable Unpacked parts;
    private final @Nullable Children children;
    private final MakeOnce once;

    /// How many child processes there are and were.
    ///
    /// @param lost crashed or killed over an image
    public record ChildCounts(int alive, int busy, long started, long lost) {}

    /// Thrown for an image that needs a child where the limits name no Java to run one with.
    public static final class NoDecoder extends IllegalStateException {
        NoDecoder() {
            super("only JPEG to JPEG is possible without a Java to run decoders with");
        }
    }

    Transcoder(
            TranscodeLimits limits,
            JpegPath jpegs,
            Watermarks watermarks,
            @Nullable Unpacked parts,
            @Nullable Launch launch) {
        this.limits = limits;
        this.originals = new Originals(jpegs);
        this.jpegs = jpegs;
        this.parts = parts;
        this.children =
                launch == null ? null : new Children(launch, limits.workers(), limits.childBytes());
        this.once = new MakeOnce(limits, jpegs, watermarks, children);
    }

    /// Brings what runs in this process up to speed, once, on pictures it makes itself.
    public static void warmUp() {
        JpegRecompressor.warmUp();
    }

    /// With the requantiser for JPEGs.
    public static Transcoder start(TranscodeLimits limits) {
        return start(limits, Watermarks.NONE);
    }

    /// With the requantiser for JPEGs, and pictures to lay over others.
    public static Transcoder start(TranscodeLimits limits, Watermarks watermarks) {
        return start(limits, new RequantiseJpegs(limits.maxPixels()), watermarks);
    }

    /// With another way for JPEGs, and nothing to lay over them.
    public static Transcoder start(TranscodeLimits limits, JpegPath jpegs) {
        return start(limits, jpegs, Watermarks.NONE);
    }

    /// No child is started yet: the first image that needs one does.
    private static Transcoder start(TranscodeLimits limits, JpegPath jpegs, Watermarks watermarks) {
        if (limits.java() == null) {
            return new Transcoder(limits, jpegs, watermarks, null, null);
        }
        Unpacked parts = Unpacked.in(limits);
        return new Transcoder(limits, jpegs, watermarks, parts, Launch.of(limits, parts));
    }

    /// Blocks until the image is done; when all children are at work, until one is free.
    ///
    /// @param length how many bytes of `body` are the image
    /// @throws IllegalStateException when this transcoder is closed before there is an answer
    /// @throws NoDecoder when the image needs a child, and there can be none
    public Transcoded transcode(byte[] body, int length, Recipe recipe)
            throws InterruptedException {
        return transcode(body, length, List.of(recipe)).getFirst();
    }

    /// Several outputs of one image, which is decoded once for all that need its pixels, except
    /// those whose quality is to be found.
    ///
    /// @return one for each recipe, in their order
    public List<Transcoded> transcode(byte[] body, int length, List<Recipe> recipes)
            throws InterruptedException {
        return switch (Headers.read(body, length)) {
            case Picture picture ->
                    transcode(
                            IntStream.range(0, recipes.size())
                                    .mapToObj(
                                            i ->
                                                    new Plan(
                                                            body,
                                                            length,
                                                            picture,
                                                            recipes.get(i),
                                                            i == 0))
                                    .toList());
            case Unsupported(var what) ->
                    each(recipes, Reason.UNSUPPORTED_FORMAT, what + " is not supported");
            case NotAnImage(var what) -> each(recipes, Reason.NOT_AN_IMAGE, what);
            case Broken(var kind, var what) ->
                    each(recipes, Reason.CORRUPT, "broken %s: %s".formatted(kind, what));
        };
    }

    private static List<Transcoded> each(List<Recipe> recipes, Reason reason, String detail) {
        return Collections.nCopies(recipes.size(), new Refused(reason, detail));
    }

    private List<Transcoded> transcode(List<Plan> plans) throws InterruptedException {
        var made = make(plans);
        var ended = new ArrayList<Transcoded>(plans.size());
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            ended.add(
                    switch (made.get(i)) {
                        case Done done -> within(plan, done);
                        case Refused refused when refused.reason() == Reason.CORRUPT ->
                                mended(plan, refused);
                        case Refused refused -> refused;
                    });
        }
        return ended;
    }

    private Transcoded within(Plan plan, Done made) {
        Done done = plan.prefersOriginal(made) ? originals.of(plan, made) : made;
        var most = plan.recipe().maxBytes();
        return most != null && done.bytes().length > most
                ? FitSearch.tooLarge(done.bytes().length, most)
                : done;
    }

    /// A damaged file that every browser shows whole is stored, with a warning; others stay
    /// refused.
    private Transcoded mended(Plan plan, Refused refused) throws InterruptedException {
        var mended = Mended.of(plan, jpegs);
        if (mended.isEmpty()) {
            return refused;
        }
        return switch (make(List.of(mended.get().plan())).getFirst()) {
            case Done done -> done.with(mended.get().warning());
            case Refused again -> refused;
        };
    }

    private List<Transcoded> make(List<Plan> plans) throws InterruptedException {
        @Nullable Transcoded[] made = new @Nullable Transcoded[plans.size()];
        var ofJpegs = new ArrayList<Integer>();
        for (int i = 0; i < made.length; i++) {
            Plan plan = plans.get(i);
            made[i] = makeAlone(plan);
            if (made[i] == null && plan.isJpegToJpeg()) {
                ofJpegs.add(i);
            }
        }
        var inJava = once.inJava(ofJpegs.stream().map(plans::get).toList()).iterator();
        for (int i : ofJpegs) {
            made[i] = inJava.next().orElse(null);
        }
        var left = IntStream.range(0, made.length).filter(i -> made[i] == null).toArray();
        var together = once.together(IntStream.of(left).mapToObj(plans::get).toList()).iterator();
        for (int i : left) {
            made[i] = together.next();
        }
        return Stream.of(made).map(Objects::requireNonNull).toList();
    }

    /// Null where it can be made together with others.
    private @Nullable Transcoded makeAlone(Plan plan) throws InterruptedException {
        var beyond = plan.beyond(limits);
        if (beyond.isPresent()) {
            return beyond.get();
        }
        return plan.recipe().isOpen() ? new FindQuality(once, plan).run() : null;
    }

    public ChildCounts children() {
        if (children == null) {
            return new ChildCounts(0, 0, 0, 0);
        }
        Roster roster = children.roster();
        return new ChildCounts(roster.alive(), roster.busy(), roster.started(), roster.lost());
    }

    /// Ends all children, at work or not.
    @Override
    public void close() {
        if (children != null) {
            children.close();
        }
        if (parts != null) {
            parts.delete();
        }
    }
}
