package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void wordsOptionsAndSettingsAreToldApart() {
        var arguments =
                read(
                        "run shop.csv --out dir --quality=40 --json --imgmill.log=json --server.port=1");

        assertThat(arguments.words()).containsExactly("shop.csv");
        assertThat(arguments.options())
                .isEqualTo(Map.of("out", "dir", "quality", "40", "json", "true"));
        assertThat(arguments.settings()).containsExactly("--imgmill.log=json", "--server.port=1");
        assertThat(arguments.setting("server.port")).hasValue("1");
        assertThat(arguments.setting("server.address")).isEmpty();
    }

    @Test
    void aCommandWithinACommandIsAWord() {
        var arguments = read("keys revoke 7");

        assertThat(arguments.words()).containsExactly("revoke", "7");
    }

    @Test
    void aPortIsASetting() {
        assertThat(read("serve --port 9 --server.address=0.0.0.0").allSettings())
                .containsExactly("--server.port=9", "--server.address=0.0.0.0");
    }

    @Test
    void aPortThatIsSaidInBothWaysIsRefused() {
        var arguments = read("serve --port 9 --server.port=8");

        assertThatThrownBy(arguments::allSettings)
                .isInstanceOf(BadInput.class)
                .hasMessage("--port and --server.port say the same; give one of them.");
    }

    @Test
    void aCommandLineCanBeTypedAgain() {
        var given = List.of("run", "my shop's.csv", "--out", "dir", "--background=#fff000");

        assertThat(Arguments.of(Grammar.commands(), given).typed())
                .isEqualTo("imgmill run 'my shop'\\''s.csv' --out dir '--background=#fff000'");
    }

    @Test
    void theStandardInputIsAWord() {
        assertThat(read("run - --out dir").words()).containsExactly("-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    run shop.csv                      | imgmill run: it needs --out FOLDER.
                    run --out dir                     | imgmill run: it needs CATALOGUE.
                    run shop.csv --out=               | --out needs a value.
                    run shop.csv --out dir --qualty=4 | imgmill run has no option --qualty. Did you mean --quality?
                    run a.csv b.csv --out dir         | "b.csv" means nothing to imgmill run.
                    demo --exti                       | imgmill demo has no option --exti. Did you mean --exit?
                    demo now                          | "now" means nothing to imgmill demo.
                    serve --prot=9000                 | imgmill serve has no option --prot. Did you mean --port?
                    serve --server.port 9000          | the value of a setting stands behind an equals sign: --server.port=...
                    keys                              | imgmill keys needs one of create, list, limit and revoke.
                    keys remove 7                     | imgmill keys has no command 'remove'. Did you mean revoke?
                    keys create                       | imgmill keys create: it needs --name NAME.
                    keys revoke                       | imgmill keys revoke: it needs ID.
                    keys limit                        | imgmill keys limit: it needs ID.
                    keys limit 7                      | imgmill keys limit needs a limit: --uploads-per-minute, --images-per-day, --concurrent-batches.
                    keys limit 7 --images-per-day=-5  | --images-per-day is a whole number, 0 for no limit, or default for what the settings say, not "-5".
                    keys limit 7 --image-per-day=5    | imgmill keys limit has no option --image-per-day. Did you mean --images-per-day?
                    keys create --name=a --uploads-per-minute=2147483648 | --uploads-per-minute is 2147483647 at most, not 2147483648.
                    keys create --name=a --concurrent-batches=two        | --concurrent-batches is a whole number, 0 for no limit, or default for
                    server                            | imgmill has no command 'server'. Did you mean serve?
                    """)
    void whatIsNotMeantIsRefusedWithWhatProbablyWas(String line, String refusal) {
        assertThatThrownBy(
                        () -> {
                            var arguments = read(line);
                            if (line.startsWith("keys")) {
                                KeyCommands.of(CommandsInDocsTest.NO_SERVER, arguments);
                            }
                        })
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(refusal)
                .hasMessageNotContaining("\n");
    }

    private static Arguments read(String line) {
        return Arguments.of(Grammar.commands(), List.of(line.split(" ", -1)));
    }
}
