package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void aTerminalSeesOneLineThatFills() {
        var bar = new ProgressBar(out, true);

        bar.show(1, 2);
        bar.show(2, 2);

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "\r[################----------------]  50 %  1 of 2 images"
                                + "\r[################################] 100 %  2 of 2 images\n");
    }

    @Test
    void aFileSeesALinePerQuarter() {
        var bar = new ProgressBar(out, false);

        for (int done = 0; done <= 100; done++) {
            bar.show(done, 100);
        }

        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .hasSize(5)
                .last()
                .asString()
                .endsWith("100 %  100 of 100 images");
    }
}
