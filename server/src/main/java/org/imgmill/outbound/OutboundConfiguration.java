package org.imgmill.outbound;

import org.imgmill.fetch.AddressGuard;
import org.imgmill.fetch.Downloads;
import org.imgmill.fetch.Fetch;
import org.imgmill.fetch.Post;
import org.imgmill.node.Folders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {

    @Bean
    Fetch fetch(OutboundSettings settings, Folders folders) {
        return Fetch.open(settings.forFetch(), folders.temporary());
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
