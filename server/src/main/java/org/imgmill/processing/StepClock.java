package org.imgmill.processing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.Transcoded;
import org.jspecify.annotations.Nullable;

/// Takes the time of one try: what comes before the codec is the download, what comes after it the
/// storing.
final class StepClock implements ImageTry.Codec {

    /// Download, transcode, store.
    static final int STEPS = 3;

    private final ImageTry.Codec codec;
    private final long begun = System.nanoTime();
    private long asked;
    private long answered;
    private Transcoded.@Nullable Codec way;

    StepClock(ImageTry.Codec codec) {
        this.codec = codec;
    }

    @Override
    public List<Transcoded> transcode(byte[] input, int length, List<Recipe> recipes)
            throws InterruptedException {
        asked = System.nanoTime();
        try {
            var transcoded = codec.transcode(input, length, recipes);
            for (var one : transcoded) {
                if (way == null && one instanceof Transcoded.Done done) {
                    way = done.codec();
                }
            }
            return transcoded;
        } finally {
            answered = System.nanoTime();
        }
    }

    /// When the try began, by the clock on the wall.
    Instant started() {
        return Instant.now().minusNanos(System.nanoTime() - begun);
    }

    /// How the first output was made; null if there is none.
    Transcoded.@Nullable Codec way() {
        return way;
    }

    /// The times of the steps, as far as it came by now.
    List<Duration> took() {
        long now = System.nanoTime();
        var took = new ArrayList<Duration>(STEPS);
        took.add(Duration.ofNanos((asked == 0 ? now : asked) - begun));
        if (asked != 0) {
            took.add(Duration.ofNanos(answered - asked));
        }
        if (way != null) {
            took.add(Duration.ofNanos(now - answered));
        }
        return took;
    }
}
