package org.imgmill.storage;

import java.io.IOException;
import org.imgmill.links.FileLinks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Picks the storage that the settings name.
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    Storage storage(StorageSettings settings, FileLinks links) throws IOException {
        return new DiskStorage(settings.folder(), links);
    }
}
