package org.imgmill.outbound;

import java.nio.file.Path;
import org.imgmill.fetch.AddressGuard;
import org.imgmill.fetch.Downloads;
import org.imgmill.fetch.Fetch;
import org.imgmill.fetch.Post;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {

    /// @param dataDir holds the temporary files of large downloads
    @ConfigurationProperties("imgmill")
    record Folders(@DefaultValue("./data") Path dataDir) {}

    @Bean
    Fetch fetch(OutboundSettings settings, Folders folders) {
        return Fetch.open(settings.forFetch(), folders.dataDir().resolve("tmp"));
    }

    @Bean
    AddressGuard addressGuard(Fetch fetch) {
        return fetch.guard();
    }

    @Bean
    Downloads downloads(Fetch fetch) {
        return fetch.downloads();
    }

    @Bean
    Post post(Fetch fetch) {
        return fetch.post();
    }
}
