package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "' 120 ', PT2M",
        "999999999, PT999999999S",
        "'Fri, 20 Nov 2026 14:31:00 GMT', PT1M",
        "'Fri, 20 Nov 2026 14:29:00 GMT', PT0S"
    })
    void isReadAsSecondsOrDate(String value, Duration expected) {
        assertThat(RetryAfter.read(value, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "-1", "1.5", "99999999999999999999", "2026-11-20T14:30:00Z"})
    void isNothingWhereItCannotBeRead(String value) {
        assertThat(RetryAfter.read(value, NOW)).isEmpty();
    }

    @Test
    void isNothingWhereItIsMissing() {
        assertThat(RetryAfter.read(null, NOW)).isEqualTo(Optional.empty());
    }
}
