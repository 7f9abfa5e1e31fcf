package org.imgmill.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.springframework.core.io.Resource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.utils.Md5Utils;

/// Objects in a bucket that all nodes share. An object is there for everyone as soon as `put`
/// returns.
///
/// Long: all that is done with one bucket.
final class S3Storage implements Storage, AutoCloseable {

    private static final String FOREVER =
            "public, max-age=%d, immutable".formatted(Duration.ofDays(365).toSeconds());

    /// Not every object store removes many objects by one request, but all of them one by one.
    private static final int REMOVED_AT_A_TIME = 16;

    /// For the beginning of an answer that somebody waits for: as long as health waits.
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final S3Client client;
    private final StorageSettings.Bucket bucket;
    private final S3Links links;
    private final StoreWatch watch;

    S3Storage(S3Client client, StorageSettings.Bucket bucket, S3Links links) {
        this.client = client;
        this.bucket = bucket;
        this.links = links;
        this.watch = new StoreWatch(bucket.name(), this::look);
    }

    private void look() {
        client.listObjectsV2(
                list ->
                        list.bucket(bucket.name())
                                .prefix(bucket.prefix())
                                .maxKeys(1)
                                .overrideConfiguration(soon -> soon.apiCallTimeout(PATIENCE)));
    }

    @Override
    public void put(String key, byte[] bytes, String mediaType) throws IOException {
        store(ObjectKey.check(key), bytes, mediaType);
    }

    @Override
    public void put(String key, Path file, String mediaType) throws IOException {
        store(
                ObjectKey.check(key),
                RequestBody.fromFile(file),
                Md5Utils.md5AsBase64(file.toFile()),
                mediaType);
    }

    private void store(String name, byte[] bytes, String mediaType) throws IOException {
        store(name, RequestBody.fromBytes(bytes), Md5Utils.md5AsBase64(bytes), mediaType);
    }

    private void store(String name, RequestBody body, String md5, String mediaType)
            throws IOException {
        try {
            watch.send(
                    () ->
                            client.putObject(
                                    put ->
                                            put.bucket(bucket.name())
                                                    .key(bucket.prefix() + name)
                                                    .contentType(mediaType)
                                                    .contentMD5(md5)
                                                    .cacheControl(FOREVER),
                                    body));
        } catch (SdkException e) {
            throw failed("store " + name, e);
        }
    }

    @Override
    public void settle() {
        // An object store answers when the object is safe.
    }

    @Override
    public Optional<Resource> open(String key) throws IOException {
        if (!ObjectKey.isOne(key)) {
            return Optional.empty();
        }
        try {
            var head =
                    watch.read(
                            "look up " + key,
                            () ->
                                    client.headObject(
                                            ask ->
                                                    ask.bucket(bucket.name())
                                                            .key(full(key))
                                                            .overrideConfiguration(
                                                                    soon ->
                                                                            soon.apiCallTimeout(
                                                                                    PATIENCE))));
            return Optional.of(
                    new BucketObject(
                            this::fetch,
                            bucket.name(),
                            full(key),
                            head.contentLength(),
                            head.lastModified()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    private InputStream fetch(String fullKey) throws IOException {
        return watch.read(
                "read " + fullKey,
                () ->
                        client.getObject(
                                ask ->
                                        ask.bucket(bucket.name())
                                                .key(fullKey)
                                                .overrideConfiguration(
                                                        soon -> soon.apiCallTimeout(PATIENCE))));
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        if (!ObjectKey.isOne(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    watch.read(
                                    "read " + key,
                                    () ->
                                            client.getObjectAsBytes(
                                                    ask ->
                                                            ask.bucket(bucket.name())
                                                                    .key(full(key))))
                            .asByteArrayUnsafe());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    @Override
    public int deleteSome(String token, int most) throws IOException {
        var prefix = bucket.prefix() + ObjectKey.checkToken(token) + "/";
        try {
            var found =
                    client
                            .listObjectsV2(
                                    list ->
                                            list.bucket(bucket.name())
                                                    .prefix(prefix)
                                                    .maxKeys(Math.min(most, 1000)))
                            .contents()
                            .stream()
                            .map(S3Object::key)
                            .toList();
            removeAll(found);
            return found.size();
        } catch (SdkException e) {
            throw failed("remove the objects of " + token, e);
        }
    }

    @Override
    public int deleteAllBut(String token, Predicate<String> stays) throws IOException {
        var prefix = bucket.prefix() + ObjectKey.checkToken(token) + "/";
        int removed = 0;
        try {
            for (var page :
                    client.listObjectsV2Paginator(
                            list -> list.bucket(bucket.name()).prefix(prefix))) {
                var going =
                        page.contents().stream()
                                .map(S3Object::key)
                                .filter(key -> !stays.test(key.substring(bucket.prefix().length())))
                                .toList();
                removeAll(going);
                removed += going.size();
            }
            return removed;
        } catch (SdkException e) {
            throw failed("remove the objects of " + token, e);
        }
    }

    private void removeAll(List<String> keys) throws IOException {
        try (var threads =
                Executors.newFixedThreadPool(REMOVED_AT_A_TIME, Thread.ofVirtual().factory())) {
            var removals = new ArrayList<Future<?>>();
            keys.forEach(key -> removals.add(threads.submit(() -> remove(key))));
            for (var removal : removals) {
                removal.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while objects were removed");
        } catch (ExecutionException e) {
            throw new IOException(
                    "the bucket %s did not remove all objects".formatted(bucket.name()),
                    e.getCause());
        }
    }

    private void remove(String fullKey) {
        client.deleteObject(delete -> delete.bucket(bucket.name()).key(fullKey));
    }

    @Override
    public void delete(String key) throws IOException {
        try {
            remove(full(ObjectKey.check(key)));
        } catch (SdkException e) {
            throw failed("remove " + key, e);
        }
    }

    @Override
    public String link(String key) {
        return links.to(ObjectKey.check(key));
    }

    @Override
    public void check() throws IOException {
        store("probe", new byte[] {1}, "application/octet-stream");
    }

    @Override
    public long freeBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public void close() {
        links.close();
        client.close();
    }

    private String full(String key) {
        return bucket.prefix() + key;
    }

    private IOException failed(String what, SdkException e) {
        return new IOException(watch.failed(what, e), e);
    }
}
