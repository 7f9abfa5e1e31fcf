package org.imgmill.ops;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Brings the embedded PostgreSQL unless the settings name another database.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
        name = "spring.datasource.url",
        havingValue = "embedded",
        matchIfMissing = true)
class EmbeddedDatabase {

    @Bean
    EmbeddedPostgres embeddedPostgres(DataDirectory dataDirectory) {
        return EmbeddedPostgres.start(dataDirectory.path());
    }
}
