package org.imgmill.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imgmill.links.KeyPath;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Objects of others, `s3://bucket/key`, from which catalogues are made. Only what lies where the
/// settings say is read, by the endpoint and the credentials of `imgmill.s3`: strangers can name
/// neither.
@Component
public class SourceBuckets implements AutoCloseable {

    static final String SCHEME = "s3://";

    private static final Pattern ADDRESS =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.*)", Pattern.DOTALL);

    private final List<StorageSettings.Bucket> allowed;
    private final S3Settings s3;
    private @Nullable S3Client client;

    SourceBuckets(SourceSettings settings, S3Settings s3) {
        this.allowed = settings.parsed();
        this.s3 = s3;
    }

    /// How the asking for an object ended.
    public sealed interface Answer {}

    /// To be closed by whoever takes it.
    public record Found(InputStream bytes, long length, @Nullable String etag) implements Answer {}

    /// It is still the one that was asked about.
    public record Unchanged() implements Answer {}

    /// The store said no, with this status of HTTP.
    public record Denied(int status) implements Answer {}

    /// An object of a listing.
    public record Listed(String key, String etag) {}

    /// Takes the objects of a listing one by one.
    @FunctionalInterface
    public interface Taker {
        void take(Listed object) throws IOException;
    }

    private record Address(String bucket, String key) {}

    public static boolean isOne(String address) {
        return address.startsWith(SCHEME);
    }

    /// The bucket of an address, by which images are grouped as by hosts.
    public static Optional<String> bucket(String address) {
        return read(address).map(at -> SCHEME + at.bucket());
    }

    /// The address of an object that was listed.
    public static String address(String prefix, String key) {
        return bucket(prefix).orElseThrow() + "/" + KeyPath.of(key);
    }

    private static Optional<Address> read(String address) {
        var found = ADDRESS.matcher(address);
        try {
            return found.matches()
                    ? Optional.of(new Address(found.group(1), KeyPath.key(found.group(2))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whether the settings let it be read.
    public boolean allows(String address) {
        return read(address)
                .filter(
                        at ->
                                allowed.stream()
                                        .anyMatch(
                                                one ->
                                                        one.name().equals(at.bucket())
                                                                && at.key()
                                                                        .startsWith(one.prefix())))
                .isPresent();
    }

    /// @param etag of the object that is known; null: none is
    /// @throws IOException if the store does not answer
    public Answer open(String address, @Nullable String etag) throws IOException {
        var at = allowed(address);
        try {
            var object =
                    client().getObject(
                                    ask -> ask.bucket(at.bucket()).key(at.key()).ifNoneMatch(etag));
            return new Found(object, object.response().contentLength(), object.response().eTag());
        } catch (S3Exception e) {
            if (e.statusCode() == 304) {
                return new Unchanged();
            }
            if (e.statusCode() >= 400 && e.statusCode() < 500 && !e.isThrottlingException()) {
                return new Denied(e.statusCode());
            }
            throw away(at, e);
        } catch (SdkException e) {
            throw away(at, e);
        }
    }

    /// All objects whose keys begin like this, in the order of their keys.
    ///
    /// @throws IOException if the store does not answer, or says no
    public void list(String prefix, Taker taker) throws IOException {
        var at = allowed(prefix);
        try {
            var pages =
                    client().listObjectsV2Paginator(
                                    ask -> ask.bucket(at.bucket()).prefix(at.key()));
            for (var object : pages.contents()) {
                taker.take(new Listed(object.key(), object.eTag()));
            }
        } catch (SdkException e) {
            throw away(at, e);
        }
    }

    private Address allowed(String address) {
        return read(address)
                .filter(_ -> allows(address))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "imgmill.sources.buckets does not name " + address));
    }

    private static IOException away(Address at, SdkException e) {
        return new IOException(
                "the bucket %s could not be read: %s".formatted(at.bucket(), e.getMessage()), e);
    }

    /// Made when first needed: there may be no credentials.
    private synchronized S3Client client() {
        if (client == null) {
            client = S3Clients.client(s3);
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
