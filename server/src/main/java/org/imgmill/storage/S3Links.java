package org.imgmill.storage;

import org.imgmill.links.FileLinks;
import org.imgmill.links.KeyPath;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// What an object of the bucket is linked as.
///
/// @param presigner only where links are presigned
record S3Links(
        S3Settings settings,
        StorageSettings.Bucket bucket,
        FileLinks server,
        @Nullable S3Presigner presigner)
        implements AutoCloseable {

    static S3Links of(S3Settings settings, StorageSettings.Bucket bucket, FileLinks server) {
        return new S3Links(
                settings,
                bucket,
                server,
                settings.links() == S3Settings.Links.PRESIGNED
                        ? S3Clients.presigner(settings)
                        : null);
    }

    String to(String key) {
        return switch (settings.links()) {
            case PROXIED -> server.of(key);
            case PRESIGNED -> presigned(key);
            case PUBLIC -> {
                var base = String.valueOf(settings.publicUrl());
                yield (base.endsWith("/") ? base : base + "/") + KeyPath.of(key);
            }
        };
    }

    private String presigned(String key) {
        if (presigner == null) {
            throw new IllegalStateException("links are presigned, but nobody signs them");
        }
        return presigner
                .presignGetObject(
                        sign ->
                                sign.signatureDuration(settings.linkExpiry())
                                        .getObjectRequest(
                                                get ->
                                                        get.bucket(bucket.name())
                                                                .key(bucket.prefix() + key)))
                .url()
                .toString();
    }

    @Override
    public void close() {
        if (presigner != null) {
            presigner.close();
        }
    }
}
