package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void wordsOptionsAndSettingsAreToldApart() {
        var arguments =
                Arguments.of(
                        List.of(
                                "shop.csv",
                                "--out",
                                "dir",
                                "--quality=40",
                                "--exit",
                                "--server.port=1"),
                        Set.of("exit"));

        assertThat(arguments.words()).containsExactly("shop.csv");
        assertThat(arguments.options())
                .isEqualTo(Map.of("out", "dir", "quality", "40", "exit", "true"));
        assertThat(arguments.settings()).containsExactly("--server.port=1");
        assertThat(arguments.setting("server.port")).hasValue("1");
        assertThat(arguments.setting("server.address")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--out", "--out="})
    void anOptionWithoutItsValueIsRefused(String option) {
        var arguments = Arguments.of(List.of(option), Set.of());

        assertThatThrownBy(() -> arguments.allow(Set.of("out")))
                .isInstanceOf(BadInput.class)
                .hasMessage("--out needs a value.");
    }

    @Test
    void aMistypedFlagIsUnknownAndNotWithoutValue() {
        var arguments = Arguments.of(List.of("--exti"), Set.of("exit"));

        assertThatThrownBy(() -> arguments.allow(Set.of("exit")))
                .isInstanceOf(BadInput.class)
                .hasMessage("there is no option --exti; there is --exit.");
    }

    @Test
    void anUnknownOptionIsRefusedTogetherWithTheKnownOnes() {
        var arguments = Arguments.of(List.of("--qualty=40"), Set.of());

        assertThatThrownBy(() -> arguments.allow(Set.of("quality", "out")))
                .isInstanceOf(BadInput.class)
                .hasMessage("there is no option --qualty; there are --out, --quality.");
    }

    @Test
    void aCommandWithoutOptionsAndWordsRefusesThem() {
        var arguments = Arguments.of(List.of("now", "--exti=1"), Set.of());

        assertThatThrownBy(() -> arguments.allow(Set.of()))
                .isInstanceOf(BadInput.class)
                .hasMessage("there is no option --exti.");
        assertThatThrownBy(arguments::allowNoWords)
                .isInstanceOf(BadInput.class)
                .hasMessage("\"now\" is no option and no setting.");
    }
}
