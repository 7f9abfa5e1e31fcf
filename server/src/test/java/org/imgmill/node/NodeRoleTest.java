package org.imgmill.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class NodeRoleTest {

    private static final Map<String, String> SHARED =
            Map.of(
                    "spring.datasource.url", "jdbc:postgresql://db.example.com/imgmill",
                    "imgmill.storage", "s3://outputs",
                    "imgmill.public-url", "https://images.example.com");

    @Test
    void aNodeDoesEverythingUnlessToldOtherwise() {
        assertThat(NodeRole.of(new MockEnvironment())).isEqualTo(NodeRole.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "worker"})
    void aNodeOfAFleetWithWhatAllShareMayStart(String role) {
        assertThat(NodeRole.of(fleet(role, "nothing")).word()).isEqualTo(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.datasource.url", "imgmill.storage", "imgmill.public-url"})
    void aNodeOfAFleetWithoutWhatAllShareSaysWhatIsMissing(String missing) {
        assertThatThrownBy(() -> NodeRole.of(fleet("worker", missing)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("imgmill.role=worker needs " + missing);
    }

    @Test
    void anUnknownRoleIsRefused() {
        assertThatThrownBy(() -> NodeRole.of(fleet("boss", "nothing")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("imgmill.role=boss");
    }

    private static MockEnvironment fleet(String role, String missing) {
        var environment = new MockEnvironment().withProperty("imgmill.role", role);
        SHARED.forEach(
                (name, value) -> {
                    if (!name.equals(missing)) {
                        environment.setProperty(name, value);
                    }
                });
        return environment;
    }
}
