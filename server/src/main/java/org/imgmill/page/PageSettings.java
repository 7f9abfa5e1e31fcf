package org.imgmill.page;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param imageOrigins where the page may show outputs from beside this server, such as the
///   `https://bucket.example.com` of an S3 storage
@ConfigurationProperties("imgmill.page")
record PageSettings(@DefaultValue List<String> imageOrigins) {

    PageSettings {
        imageOrigins = List.copyOf(imageOrigins);
        for (var origin : imageOrigins) {
            if (!origin.matches("https?://[A-Za-z0-9.:*-]+")) {
                throw new IllegalArgumentException(
                        "imgmill.page.image-origins are origins such as https://bucket.example.com, not "
                                + origin);
            }
        }
    }
}
