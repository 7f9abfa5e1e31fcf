package org.imgmill.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.imgmill.attempt.FailureCode;
import org.imgmill.batch.BatchStatus;
import org.imgmill.catalogue.ProblemCode;
import org.imgmill.refusals.ProblemType;
import org.imgmill.webhook.EventType;
import org.junit.jupiter.api.Test;

/// What people read beside the server says what the code says.
class ReferenceTest {

    private static final Path DOCS = Path.of("../docs");

    private final String reference = read("api.md");

    @Test
    void theReferenceListsEveryCodeWithItsSentence() {
        for (var type : ProblemType.values()) {
            assertThat(reference)
                    .contains(
                            "| `%s` | %d | %s |"
                                    .formatted(
                                            type.code(), type.status().value(), type.sentence()));
        }
        for (var code : ProblemCode.values()) {
            assertThat(reference)
                    .contains("| `%s` | %s |".formatted(code.code(), LineProblems.sentence(code)));
        }
        for (var code : FailureCode.values()) {
            assertThat(reference)
                    .contains(
                            "| `%s` | %s | %s |"
                                    .formatted(
                                            code.word(),
                                            code.retryable() ? "yes" : "",
                                            code.sentence()));
        }
    }

    @Test
    void theReferenceNamesEveryEventAndEveryPath() throws IOException {
        assertThat(EventType.values()).allMatch(type -> reference.contains(type.word()));
        assertThat(OpenApiConfiguration.texts().getPaths().keySet())
                .filteredOn(path -> path.startsWith("/v1/batches/{id}/"))
                .allMatch(path -> reference.contains(path.substring("/v1/batches/{id}".length())));
    }

    @Test
    void theStatesOfABatchAreAllDrawn() {
        var states = read("states.md");

        assertThat(Arrays.stream(BatchStatus.values()).map(BatchStatus::word))
                .allMatch(word -> states.contains("| `" + word + "` |"))
                .allMatch(
                        word -> states.contains(" " + word + ":") || states.contains("> " + word));
    }

    private static String read(String name) {
        try {
            return Files.readString(DOCS.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(name + " cannot be read", e);
        }
    }
}
