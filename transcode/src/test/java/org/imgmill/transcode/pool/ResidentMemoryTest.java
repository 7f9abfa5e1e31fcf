package org.imgmill.transcode.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

    private final long me = ProcessHandle.current().pid();

    @Test
    void thisProcessHoldsMoreThanAFewMegabytes() {
        assertThat(ResidentMemory.of(me)).isBetween(20L << 20, 8L << 30);
    }

    @Test
    void psAndProcAgree() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/ps")), "no ps here");

        double byPs = 1024.0 * ResidentMemory.kilobytesByPs(me);

        assertThat(byPs / ResidentMemory.of(me)).isBetween(0.5, 2.0);
    }

    @Test
    void aProcessThatIsGoneHoldsNothing() throws Exception {
        Process gone = new ProcessBuilder("/bin/sh", "-c", "exit").start();
        gone.waitFor();

        assertThat(ResidentMemory.of(gone.pid())).isZero();
    }
}
