package org.imgmill.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TracingSettingsTest {

    @Test
    void withoutSettingsNobodyCollectsAndOneImageInAHundredWouldBeSampled() {
        var settings = bind(Map.of());

        assertThat(settings.endpoint()).isNull();
        assertThat(settings.sample()).isEqualTo(0.01);
        assertThat(settings.headers()).isEmpty();
    }

    @Test
    void theCollectorsKeyIsNeverPrinted() {
        var settings = bind(Map.of("headers.Api-Key", "hush"));

        assertThat(settings.headers()).containsEntry("Api-Key", "hush");
        assertThat(settings.toString()).doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint, collector:4318",
        "endpoint, /v1/traces",
        "endpoint, grpc://collector:4317",
        "sample,   -0.1",
        "sample,   1.1",
        "sample,   NaN"
    })
    void whatMakesNoSenseIsRefusedByName(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .rootCause()
                .hasMessageContaining("imgmill.tracing." + name)
                .hasMessageContaining(value);
    }

    private static TracingSettings bind(Map<String, String> settings) {
        var properties = new HashMap<String, Object>();
        settings.forEach((name, value) -> properties.put("imgmill.tracing." + name, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("imgmill.tracing", TracingSettings.class);
    }
}
