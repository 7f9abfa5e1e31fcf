package org.imgmill.storage;

import java.io.IOException;
import org.imgmill.links.FileLinks;
import org.imgmill.node.Folders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Picks the storage that the settings name.
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    FreeSpace freeSpace(StorageSettings settings, Folders folders, Storage storage) {
        return new FreeSpace(folders.dataDir(), storage, settings.minFree());
    }

    @Bean
    Storage storage(StorageSettings settings, Folders folders, S3Settings s3, FileLinks links)
            throws IOException {
        if (!settings.isS3()) {
            return new DiskStorage(
                    settings.folder(folders), links, settings.minFree().toBytes() / 4);
        }
        var bucket = settings.bucket();
        var client = S3Clients.client(s3);
        TryBucket.atStart(client, bucket);
        return new S3Storage(client, bucket, S3Links.of(s3, bucket, links));
    }
}
