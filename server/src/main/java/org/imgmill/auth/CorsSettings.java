package org.imgmill.auth;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which other sites' pages may talk to this server from a browser.
@ConfigurationProperties("imgmill.cors")
record CorsSettings(@DefaultValue List<String> origins) {

    CorsSettings {
        origins = List.copyOf(origins);
        for (var origin : origins) {
            if (!origin.matches("https?://[^/*\\s]+")) {
                throw new IllegalArgumentException(
                        "imgmill.cors.origins is a list of origins such as http://localhost:5173, not "
                                + origin);
            }
        }
    }
}
