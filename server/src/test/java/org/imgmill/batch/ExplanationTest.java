package org.imgmill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplanationTest {

    @Test
    void aReasonBecomesASentenceAndSaysWhatToDo() {
        assertThat(Explanation.of(" the file ends early ", "Export it again."))
                .isEqualTo("The file ends early. Export it again.");
        assertThat(Explanation.of("It ends early.", "Export it again."))
                .isEqualTo("It ends early. Export it again.");
    }

    @Test
    void whereNoReasonWasWrittenDownNothingIsSaid() {
        assertThat(Explanation.of(null, "Export it again.")).isNull();
        assertThat(Explanation.of("", "Export it again.")).isNull();
        assertThat(Explanation.of(" \t", "Export it again.")).isNull();
    }
}
