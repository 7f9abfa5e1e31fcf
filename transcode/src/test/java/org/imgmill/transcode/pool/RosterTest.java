package org.imgmill.transcode.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterTest {

    @TempDir Path directory;

    private final Roster roster = new Roster(Duration.ZERO);

    /// Like a child, `cat` waits for input and ends when there is no more.
    private ChildProcess child() throws IOException {
        var child = new ChildProcess(new Launch(List.of("/bin/cat"), Map.of(), directory));
        roster.add(child);
        return child;
    }

    @AfterEach
    void close() {
        roster.close();
    }

    @Test
    void aChildGivenBackIsTheNextOneTaken() throws IOException {
        ChildProcess first = child();
        ChildProcess second = child();
        roster.giveBack(first);
        roster.giveBack(second);

        assertThat(roster.busy()).isZero();
        assertThat(roster.idle()).isSameAs(second);
        assertThat(roster.busy()).isEqualTo(1);
    }

    @Test
    void aChildWithoutWorkIsDismissed() throws IOException {
        ChildProcess child = child();
        roster.giveBack(child);

        roster.dismissIdle();

        assertThat(roster.alive()).isZero();
        assertThat(roster.lost()).isZero();
        Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> !child.isAlive());
    }

    @Test
    void aChildThatDiedWaitingIsNotGivenToAnyone() throws IOException {
        ChildProcess child = child();
        roster.giveBack(child);
        child.killNow();
        Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> !child.isAlive());

        assertThat(roster.idle()).isNull();
        assertThat(roster.lost()).isEqualTo(1);
    }

    @Test
    void nobodyJoinsAClosedRoster() {
        roster.close();

        assertThatIllegalStateException().isThrownBy(this::child);
    }
}
