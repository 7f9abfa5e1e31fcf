package org.imgmill.storage;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param storage a folder, or `s3://bucket/prefix`; null: the folder `objects` of the data
///   directory
@ConfigurationProperties("imgmill")
record StorageSettings(@DefaultValue("data") Path dataDir, @Nullable String storage) {

    Path folder() {
        return storage == null ? dataDir.resolve("objects") : Path.of(storage);
    }

    boolean isS3() {
        return storage != null && storage.startsWith("s3://");
    }
}
