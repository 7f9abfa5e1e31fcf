package org.imgmill.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The cases of W3C Trace Context, https://www.w3.org/TR/trace-context/.
class CallerSpanTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

    @ParameterizedTest
    @ValueSource(
            strings = {
                PARENT,
                "00-" + TRACE + "-" + SPAN + "-03",
                "cc-" + TRACE + "-" + SPAN + "-01",
                "cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like"
            })
    void aParentOfThisVersionOrALaterOneIsTheCallersSpan(String parent) {
        var span = span(List.of(parent));

        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getSpanId()).isEqualTo(SPAN);
        assertThat(span.isSampled()).isTrue();
        assertThat(span.isRemote()).isTrue();
    }

    @Test
    void aParentThatIsNotKeptIsAParent() {
        var span = span(List.of("00-" + TRACE + "-" + SPAN + "-00"));

        assertThat(span.isValid()).isTrue();
        assertThat(span.isSampled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-1",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "00-" + TRACE + "-" + SPAN + "-01.",
                "cc-" + TRACE + "-" + SPAN + "-01.more",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "0-" + TRACE + "-" + SPAN + "-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + TRACE + "-00F067AA0BA902B7-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-" + TRACE + "-00f067aa0ba902bx-01",
                "00_" + TRACE + "_" + SPAN + "_01",
                PARENT + "," + PARENT
            })
    void aMalformedParentIsNone(String parent) {
        assertThat(span(List.of(parent)).isValid()).isFalse();
    }

    @Test
    void twoParentsAreNone() {
        assertThat(span(List.of(PARENT, PARENT)).isValid()).isFalse();
    }

    @Test
    void aStateInSeveralHeadersIsOneState() {
        var state =
                span(List.of(PARENT), "rojo=00f067aa0ba902b7", "congo=t61rcWkgMzE").getTraceState();

        assertThat(state.asMap())
                .containsEntry("rojo", "00f067aa0ba902b7")
                .containsEntry("congo", "t61rcWkgMzE")
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "a=1,UPPER=2", "a=1,=2"})
    void aMalformedStateIsDroppedAndItsParentKept(String state) {
        var span = span(List.of(PARENT), state);

        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getTraceState().isEmpty()).isTrue();
    }

    private static SpanContext span(List<String> parents, String... states) {
        return CallerSpan.of(new CallerTrace(parents, List.of(states)));
    }
}
