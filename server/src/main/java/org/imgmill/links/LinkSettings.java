package org.imgmill.links;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param publicUrl null: this machine, on the port the server took
@ConfigurationProperties("imgmill")
record LinkSettings(@Nullable URI publicUrl) {

    LinkSettings {
        if (publicUrl != null && (publicUrl.getHost() == null || !isWeb(publicUrl.getScheme()))) {
            throw new IllegalArgumentException(
                    "imgmill.public-url is an address such as https://images.example.com, not "
                            + publicUrl);
        }
    }

    private static boolean isWeb(@Nullable String scheme) {
        return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    }
}
