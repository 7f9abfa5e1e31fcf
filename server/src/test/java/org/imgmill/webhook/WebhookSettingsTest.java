package org.imgmill.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WebhookSettingsTest {

    @Test
    void withoutSettingsTenTriesAreSpreadOverThreeDays() {
        var settings = bind(Map.of());

        assertThat(settings.secrets()).isEmpty();
        assertThat(settings.url()).isNull();
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.waitAfter(1)).contains(Duration.ofSeconds(5));
        assertThat(settings.waitAfter(9)).contains(Duration.ofHours(24));
        assertThat(settings.waitAfter(10)).isEqualTo(Optional.empty());
        assertThat(settings.retries().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofHours(75).plusMinutes(35).plusSeconds(5));
    }

    @Test
    void aSecretIsNeverPrinted() {
        assertThat(bind(Map.of("secret", "hush")).toString()).doesNotContain("hush");
    }

    @Test
    void whatMakesNoSenseIsRefusedByName() {
        assertThatThrownBy(() -> bind(Map.of("timeout", "0s")))
                .rootCause()
                .hasMessageContaining("imgmill.webhook.timeout");
        assertThatThrownBy(() -> bind(Map.of("retries", "-1s")))
                .rootCause()
                .hasMessageContaining("imgmill.webhook.retries");
        assertThatThrownBy(() -> bind(Map.of("previous-secret", "an old one")))
                .rootCause()
                .hasMessageContaining("imgmill.webhook.previous-secret");
    }

    private static WebhookSettings bind(Map<String, String> settings) {
        var properties = new HashMap<String, Object>();
        settings.forEach((name, value) -> properties.put("imgmill.webhook." + name, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("imgmill.webhook", WebhookSettings.class);
    }
}
