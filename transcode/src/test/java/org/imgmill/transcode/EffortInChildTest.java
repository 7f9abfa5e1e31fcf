package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.transcode.Transcoded.Codec;
import org.imgmill.transcode.Transcoded.Done;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a recipe's effort does to JPEGs that libvips writes.
class EffortInChildTest {

    private static final byte[] PHOTO = Pictures.png(Pictures.photo(800, 600));

    @AutoClose private static final Lab LAB = Lab.open();

    @Test
    void theGreatestEffortSpendsFewerBytesOnTheSameLook() throws InterruptedException {
        Done usual = made("default", "auto");
        Done most = made("max", "auto");

        assertThat(most.bytes().length).isLessThan(usual.bytes().length);
        assertThat(Lab.likeness(LAB.decode(most), LAB.decode(usual))).isGreaterThan(30);
        assertThat(Lab.contains(most.bytes(), "\u00ff\u00c2")).as("progressive").isTrue();
    }

    @Test
    void aBaselineFileStaysBaselineAtEveryEffort() throws InterruptedException {
        for (String effort : new String[] {"fast", "default", "max"}) {
            Done done = made(effort, "baseline");
            assertThat(Lab.contains(done.bytes(), "\u00ff\u00c0")).as(effort).isTrue();
            assertThat(Lab.contains(done.bytes(), "\u00ff\u00c2")).as(effort).isFalse();
        }
    }

    private static Done made(String effort, String scans) throws InterruptedException {
        Done done =
                LAB.done(PHOTO, Recipes.recipe("format", "jpeg", "effort", effort, "scans", scans));
        assertThat(done.codec()).isEqualTo(Codec.LIBVIPS);
        return done;
    }
}
