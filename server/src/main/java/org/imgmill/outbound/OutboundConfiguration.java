package org.imgmill.outbound;

import java.nio.file.Path;
import javax.net.ssl.SSLSocketFactory;
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
    AddressGuard addressGuard(OutboundSettings settings) {
        return new AddressGuard(settings.allow());
    }

    @Bean
    Lookups lookups() {
        return new Lookups(HostResolver.SYSTEM);
    }

    @Bean
    Exchanges exchanges(OutboundSettings settings, AddressGuard guard, Lookups lookups) {
        var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var dialler = new Dialler(guard, lookups, Dialler.DIRECT, tls, settings);
        return new Exchanges(guard, dialler, settings.idleTimeout());
    }

    @Bean
    Downloads downloads(OutboundSettings settings, Exchanges exchanges, Folders folders) {
        var budget = new MemoryBudget(settings.memoryBytes());
        var spool = new Spool(folders.dataDir().resolve("tmp"), budget);
        return new Downloads(settings, exchanges, spool, budget);
    }

    @Bean
    Post post(OutboundSettings settings, Exchanges exchanges) {
        return new Post(exchanges, settings.userAgent());
    }
}
