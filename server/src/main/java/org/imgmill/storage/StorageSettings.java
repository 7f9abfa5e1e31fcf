package org.imgmill.storage;

import java.nio.file.Path;
import org.imgmill.node.Folders;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// @param storage a folder, or `s3://bucket/prefix`; null: the folder `objects` of the data
///   directory
/// @param minFree free disk below which no new batch is accepted
@ConfigurationProperties("imgmill")
record StorageSettings(@Nullable String storage, @DefaultValue("1GB") DataSize minFree) {

    private static final String S3 = "s3://";

    StorageSettings {
        if (minFree.isNegative()) {
            throw new IllegalArgumentException(
                    "imgmill.min-free is a size such as 1GB, not " + minFree);
        }
        if (storage != null && storage.startsWith(S3)) {
            Bucket.parse(storage);
        }
    }

    /// @param prefix of every key: empty, or with a slash at the end
    record Bucket(String name, String prefix) {

        static Bucket parse(String text) {
            var path = text.substring(S3.length());
            int slash = path.indexOf('/');
            var name = slash < 0 ? path : path.substring(0, slash);
            var prefix = slash < 0 ? "" : path.substring(slash + 1);
            if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
                    || !prefix.matches("([A-Za-z0-9!_.'()-]+/?)*")) {
                throw new IllegalArgumentException(
                        "imgmill.storage is a folder or s3://bucket/prefix, not " + text);
            }
            return new Bucket(
                    name, prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
        }
    }

    boolean isS3() {
        return storage != null && storage.startsWith(S3);
    }

    Bucket bucket() {
        if (storage == null || !isS3()) {
            throw new IllegalStateException("imgmill.storage names no bucket");
        }
        return Bucket.parse(storage);
    }

    Path folder(Folders folders) {
        return storage == null ? folders.objects() : Path.of(storage);
    }
}
