package org.imgmill.storage;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What catalogues may be made of beside what is at web addresses.
///
/// @param buckets `s3://bucket/prefix`: what lies there may be named by whoever may upload, and is
///   read with this server's own credentials
@ConfigurationProperties("imgmill.sources")
record SourceSettings(@DefaultValue List<String> buckets) {

    SourceSettings {
        for (var bucket : buckets) {
            if (!bucket.startsWith(SourceBuckets.SCHEME)) {
                throw new IllegalArgumentException(
                        "imgmill.sources.buckets are addresses such as s3://bucket/prefix, not "
                                + bucket);
            }
            var _ = StorageSettings.Bucket.parse(bucket);
        }
    }

    List<StorageSettings.Bucket> parsed() {
        return buckets.stream().map(StorageSettings.Bucket::parse).toList();
    }
}
