package org.imgmill.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.imgmill.attempt.Verdict.Host;
import org.imgmill.fetch.Download;
import org.imgmill.fetch.Unreached;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

    private static final Judge.Tried NEVER = new Judge.Tried(0, Duration.ZERO);
    private static final Judge.Tried TWICE = new Judge.Tried(2, Duration.ZERO);

    private final Judge judge = new Judge(3, Duration.ofSeconds(2));

    @ParameterizedTest
    @ValueSource(ints = {202, 408, 423, 425, 500, 502, 503})
    void whatMayPassIsTriedAgainAsOftenAsIsAllowed(int status) {
        var download = new Download.HttpStatus(status, Optional.empty());

        assertThat(judge.of(download, NEVER).verdict()).isInstanceOf(Verdict.Again.class);
        assertThat(judge.of(download, TWICE).verdict())
                .isEqualTo(new Verdict.Failed(FailureCode.HTTP_STATUS, status, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 401, 403, 404, 410})
    void whatStaysAsItIsEndsAtOnce(int status) {
        var said = judge.of(new Download.HttpStatus(status, Optional.empty()), NEVER);

        assertThat(said.verdict())
                .isEqualTo(new Verdict.Failed(FailureCode.HTTP_STATUS, status, null));
        assertThat(said.host()).isEqualTo(Host.ANSWERED);
    }

    @Test
    void aHostThatAsksForTimeGetsItWithoutATryForADayAndAQuarterOfAnHourAtATime() {
        var twoHours = Optional.of(Duration.ofHours(2));
        var busy = new Download.HttpStatus(429, twoHours);

        assertThat(judge.of(busy, TWICE).verdict())
                .isEqualTo(new Verdict.Later(Duration.ofMinutes(15)));
        assertThat(judge.of(new Download.HttpStatus(503, twoHours), TWICE).verdict())
                .isInstanceOf(Verdict.Later.class);
        assertThat(judge.of(new Download.HttpStatus(420, Optional.empty()), TWICE).verdict())
                .isEqualTo(new Verdict.Later(Duration.ofSeconds(5)));
        assertThat(judge.of(busy, new Judge.Tried(2, Duration.ofHours(24))).verdict())
                .isEqualTo(new Verdict.Failed(FailureCode.HTTP_STATUS, 429, null));
    }

    @Test
    void anImageWaitsAsLongAsItsHostAsksOrLonger() {
        var asked = new Download.HttpStatus(500, Optional.of(Duration.ofMinutes(3)));

        assertThat(judge.of(asked, NEVER).verdict())
                .isEqualTo(new Verdict.Again(Duration.ofMinutes(3)));
    }

    @Test
    void whatSaysNothingAboutTheHostIsNotHeldAgainstIt() {
        assertThat(judge.of(new Unreached.DnsFailed("shop.example"), TWICE))
                .isEqualTo(
                        new Judge.Said(
                                new Verdict.Failed(
                                        FailureCode.DNS, null, "shop.example has no address"),
                                Host.UNKNOWN));
        assertThat(judge.of(new Unreached.TimedOut("was silent"), NEVER).host())
                .isEqualTo(Host.FAILED);
        assertThat(judge.of(new Unreached.Garbled("spoke no HTTP"), NEVER).host())
                .isEqualTo(Host.ANSWERED);
        assertThat(judge.of(new Download.NotKept("disk full"), NEVER).verdict())
                .isEqualTo(new Verdict.NotNow("disk full"));
    }

    @Test
    void certificatesAreNotTriedAgain() {
        var said = judge.of(new Unreached.TlsFailed("shop.example", "it has expired"), NEVER);

        assertThat(said)
                .isEqualTo(
                        new Judge.Said(
                                new Verdict.Failed(FailureCode.TLS, null, "it has expired"),
                                Host.FAILED));
    }
}
