package org.imgmill.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadOutputsTest {

    @Test
    void aLineIsANameAndFieldsAndWhatIsSaidForAllHoldsWhereItSaysNothing() {
        var line = ReadOutputs.line("thumb: max-width=400, format=webp");
        assertThat(line)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("name", "thumb", "max_width", "400", "format", "webp"));

        var outputs =
                ReadOutputs.of(
                        List.of(line, ReadOutputs.line("full")),
                        Map.of("max_width", "2000", "quality", "60", "priority", "3"));

        assertThat(outputs).extracting(Output::name).containsExactly("thumb", "full");
        assertThat(outputs).extracting(o -> o.recipe().maxWidth()).containsExactly(400, 2000);
        assertThat(outputs).extracting(o -> o.recipe().quality()).containsExactly(60, 60);
    }

    @Test
    void whatCannotBeIsSaidInWordsAndAFieldThatNobodyKnowsApart() {
        assertThatThrownBy(() -> ReadOutputs.line("thumb:widht=3"))
                .hasMessageContaining("\"widht=3\" is none of the fields");
        assertThatThrownBy(() -> read(List.of(Map.of("name", "a", "widht", "3"))))
                .isInstanceOf(ReadOutputs.UnknownField.class)
                .hasMessageStartingWith("outputs[0]: There is no field \"widht\"");
        assertThatThrownBy(() -> read(List.of(Map.of("name", "a"), Map.of("name", "A"))))
                .hasMessage("outputs[1]: another output is called A too");
        assertThatThrownBy(() -> read(List.of(Map.of("width", "3"))))
                .hasMessage("outputs[0]: an output needs a name");
        assertThatThrownBy(() -> ReadOutputs.of(List.of(), Map.of()))
                .hasMessageContaining("1 to 16");
        var many = Collections.nCopies(17, Map.of("name", "a"));
        assertThatThrownBy(() -> ReadOutputs.of(many, Map.of())).hasMessageContaining("1 to 16");
    }

    private static List<Output> read(List<Map<String, String>> outputs) {
        return ReadOutputs.of(outputs, Map.of());
    }
}
