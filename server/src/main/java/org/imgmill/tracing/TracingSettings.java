package org.imgmill.tracing;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Who collects traces, and of how many images.
///
/// @param endpoint where a collector takes OTLP over HTTP; null: nobody collects
/// @param sample the share of images that are traced however they end; failed ones always are
/// @param headers sent along, such as a key for the collector
@ConfigurationProperties("imgmill.tracing")
record TracingSettings(
        @Nullable URI endpoint,
        @DefaultValue("0.01") double sample,
        @DefaultValue Map<String, String> headers) {

    TracingSettings {
        if (endpoint != null && !isWeb(endpoint)) {
            throw new IllegalArgumentException(
                    "imgmill.tracing.endpoint is where a collector takes OTLP over HTTP, such as http://localhost:4318/v1/traces, not "
                            + endpoint);
        }
        if (!(sample >= 0 && sample <= 1)) {
            throw new IllegalArgumentException(
                    "imgmill.tracing.sample is a share from 0 to 1, such as 0.01, not " + sample);
        }
    }

    private static boolean isWeb(URI address) {
        return address.getHost() != null
                && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
    }

    /// Without the headers, which may be secret.
    @Override
    public String toString() {
        return "TracingSettings[endpoint=%s, sample=%s]".formatted(endpoint, sample);
    }
}
