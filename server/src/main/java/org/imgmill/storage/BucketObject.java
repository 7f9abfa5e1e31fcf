package org.imgmill.storage;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.springframework.core.io.AbstractResource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/// One object of a bucket, fetched when it is read.
final class BucketObject extends AbstractResource {

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final long length;
    private final Instant modified;

    BucketObject(S3Client client, String bucket, String key, long length, Instant modified) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.length = length;
        this.modified = modified;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        try {
            return client.getObject(ask -> ask.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw new IOException("%s of the bucket %s cannot be read".formatted(key, bucket), e);
        }
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public long lastModified() {
        return modified.toEpochMilli();
    }

    @Override
    public String getFilename() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    @Override
    public String getDescription() {
        return "s3://" + bucket + "/" + key;
    }
}
