package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written from the definitions of the commands.
class ManualTest {

    private static final Path PAGE = Path.of("../docs/commands.md");

    @TempDir Path folder;

    @Test
    void thePageOfCommandsIsWhatTheyThemselvesSay() throws IOException {
        var written = Manual.markdown(Grammar.commands());
        if (System.getProperty("commands.write") != null) {
            Files.writeString(PAGE, written);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(written);
    }

    @Test
    void theManualPageNamesEveryCommandAndEveryOption() {
        var page = Manual.page(Grammar.commands());

        for (var command : Manual.all(Grammar.commands())) {
            var spec = command.getCommandSpec();
            assertThat(page).contains(".SS " + spec.qualifiedName());
            spec.options().stream()
                    .filter(option -> !option.usageHelp())
                    .forEach(
                            option ->
                                    assertThat(page)
                                            .contains(option.longestName().replace("-", "\\-")));
        }
        assertThat(page.lines().filter(line -> line.startsWith("'"))).isEmpty();
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        var script = folder.resolve("completion");
        Files.writeString(script, Manual.completion(Grammar.commands()));

        assertThat(completed(script, "imgmill", "do")).contains("doctor");
        assertThat(completed(script, "imgmill", "run", "--pri")).contains("--private-addresses");
        assertThat(completed(script, "imgmill", "keys", "re")).contains("revoke");
    }

    /// What bash would offer behind these words.
    private static String completed(Path script, String... words) throws Exception {
        var line = String.join(" ", words);
        var ask =
                "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=%d; _complete_imgmill; echo \"${COMPREPLY[@]}\""
                        .formatted(script, line, words.length - 1, line, line.length());
        var bash = new ProcessBuilder("bash", "-c", ask).redirectErrorStream(true).start();
        var said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
