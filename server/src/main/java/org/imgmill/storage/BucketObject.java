package org.imgmill.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.springframework.core.io.AbstractResource;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// One object of a bucket, fetched when it is read.
final class BucketObject extends AbstractResource {

    /// Fetches objects by their key.
    interface Fetch {
        InputStream from(String key) throws IOException;
    }

    private final Fetch fetch;
    private final String bucket;
    private final String key;
    private final long length;
    private final Instant modified;

    BucketObject(Fetch fetch, String bucket, String key, long length, Instant modified) {
        this.fetch = fetch;
        this.bucket = bucket;
        this.key = key;
        this.length = length;
        this.modified = modified;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        try {
            return new Arriving(fetch.from(key));
        } catch (NoSuchKeyException e) {
            throw new StorageAway("%s is no longer in the bucket %s".formatted(key, bucket), e);
        }
    }

    /// Tells trouble of the store from trouble of the client that is sent these bytes.
    private final class Arriving extends FilterInputStream {

        Arriving(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            try {
                return super.read(bytes, from, count);
            } catch (IOException | RuntimeException e) {
                throw new StorageAway(
                        "%s of the bucket %s could not be read to its end".formatted(key, bucket),
                        e);
            }
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
