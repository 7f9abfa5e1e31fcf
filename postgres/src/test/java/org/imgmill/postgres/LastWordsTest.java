package org.imgmill.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {

    @TempDir Path data;

    @Test
    void theReasonIsTakenFromBeforeTheLineThatSaysItShutDown() throws IOException {
        var log =
                """
                2026-01-01 10:00:00.000 UTC [1] LOG:  database system is ready to accept connections
                2026-01-01 10:00:01.000 UTC [2] FATAL:  could not open file "base/1/2": Input/output error
                2026-01-01 10:00:02.000 UTC [1] LOG:  database system is shut down
                """;

        assertThat(LastWords.of(log, data))
                .isEqualTo("could not open file \"base/1/2\": Input/output error");
    }

    @Test
    void aFullDiskIsCalledThat() throws IOException {
        var log =
                """
                2026-01-01 10:00:01.000 UTC [2] PANIC:  could not write to file "pg_wal/xlogtemp.2": No space left on device
                2026-01-01 10:00:02.000 UTC [1] LOG:  database system is shut down
                """;

        assertThat(LastWords.of(log, data)).startsWith("the disk of " + data + " is full (");
    }

    @Test
    void whoeverSaidNothingIsQuotedWithThat() throws IOException {
        assertThat(LastWords.of("", data)).isEqualTo("it said nothing");
    }
}
