package org.imgmill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.imgmill.links.Links;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class S3StorageTest extends StorageContract {

    private static final String KEY = "00112233445566778899aabbccddeeff/1-0.jpg";
    private static final StorageSettings.Bucket BUCKET =
            new StorageSettings.Bucket("outputs", "shop/images/");

    private static S3Endpoint endpoint;
    private static S3Storage storage;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        endpoint = S3Endpoint.start(folder);
        try (var client =
                S3Clients.client(settings(endpoint.uri()), credentials("test-secret-key"))) {
            client.createBucket(create -> create.bucket("outputs"));
        }
        storage = storage(endpoint.uri(), "test-secret-key");
    }

    @AfterAll
    static void stop() {
        storage.close();
        endpoint.close();
    }

    @Override
    Storage storage() {
        return storage;
    }

    @Test
    void anObjectKeepsItsTypeAndMayBeCachedForever() throws IOException {
        storage.put(KEY, bytes(10), "image/webp");

        try (var client =
                S3Clients.client(settings(endpoint.uri()), credentials("test-secret-key"))) {
            var head = client.headObject(ask -> ask.bucket("outputs").key("shop/images/" + KEY));
            assertThat(head.contentType()).isEqualTo("image/webp");
            assertThat(head.cacheControl()).contains("immutable");
        }
    }

    @Test
    void aPresignedLinkIsReadWithoutCredentialsAndAChangedOneIsNot() throws Exception {
        storage.put(KEY, bytes(1234), "image/jpeg");
        var settings = settings(endpoint.uri(), S3Settings.Links.PRESIGNED, null);
        try (var links =
                new S3Links(
                        settings,
                        BUCKET,
                        Links.startingWith("http://localhost"),
                        S3Clients.presigner(settings, credentials("test-secret-key")))) {
            var link = links.to(KEY);

            assertThat(get(link).statusCode()).isEqualTo(200);
            assertThat(get(link).body()).isEqualTo(bytes(1234));
            assertThat(get(link.replace("1-0.jpg", "2-0.jpg")).statusCode()).isEqualTo(403);
            assertThat(link).doesNotContain("test-secret-key");
        }
    }

    @Test
    void aPublicLinkStartsWithTheBucketsPublicAddress() {
        var settings =
                settings(
                        endpoint.uri(),
                        S3Settings.Links.PUBLIC,
                        URI.create("https://cdn.example.com/shop/images"));

        assertThat(S3Links.of(settings, BUCKET, Links.startingWith("http://localhost")).to(KEY))
                .isEqualTo("https://cdn.example.com/shop/images/" + KEY);
    }

    @Test
    void anObjectStoreThatIsBusyForAMomentIsAskedAgain() throws IOException {
        try (var busy = Origin.start();
                var toBusy = storage(URI.create(busy.url("")), "any")) {
            busy.play("/outputs/shop/images/" + KEY, Parts.flapping(2, 503, new byte[0]));

            toBusy.put(KEY, bytes(10), "image/jpeg");

            assertThat(busy.requests())
                    .hasSize(3)
                    .allSatisfy(put -> assertThat(put.body()).isEqualTo(bytes(10)));
        }
    }

    @Test
    void anObjectStoreThatStaysBusyIsAnIoProblemThatSaysSo() {
        try (var busy = Origin.start();
                var toBusy = storage(URI.create(busy.url("")), "any")) {
            busy.play("/outputs/shop/images/" + KEY, Parts.status(503, ""));

            assertThatThrownBy(() -> toBusy.put(KEY, bytes(10), "image/jpeg"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("bucket outputs could not store " + KEY)
                    .hasMessageContaining("503");
        }
    }

    @Test
    void aPutWhoseAnswerIsLostIsSimplyDoneAgain() throws Exception {
        var lost = new AtomicInteger();
        try (var lossy = Origin.start();
                var toLossy = storage(URI.create(lossy.url("")), "test-secret-key")) {
            lossy.play(
                    "/outputs/shop/images/" + KEY,
                    (request, reply) -> {
                        storage.put(KEY, request.body(), "image/jpeg");
                        if (lost.getAndIncrement() == 0) {
                            reply.reset();
                        } else {
                            reply.respond(200, "ETag: \"x\"\n", new byte[0]);
                        }
                    });

            toLossy.put(KEY, bytes(777), "image/jpeg");
        }

        assertThat(lost).hasValue(2);
        assertThat(storage.read(KEY)).hasValue(bytes(777));
    }

    @Test
    void aWrongSecretIsAnIoProblemThatNeverShowsIt() {
        try (var wrong = storage(endpoint.uri(), "wrong-secret-key")) {
            assertThatThrownBy(() -> wrong.put(KEY, bytes(10), "image/jpeg"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("403")
                    .hasMessageNotContaining("wrong-secret-key")
                    .hasMessageNotContaining("test-secret-key");
        }
    }

    @Test
    void aBucketThatDoesNotExistIsNamed() {
        var settings = settings(endpoint.uri());
        var nowhere = new StorageSettings.Bucket("no-such-bucket", "");
        try (var storage =
                new S3Storage(
                        S3Clients.client(settings, credentials("test-secret-key")),
                        nowhere,
                        S3Links.of(settings, nowhere, Links.startingWith("http://localhost")))) {
            assertThatThrownBy(storage::check)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no-such-bucket")
                    .hasMessageContaining("404");
        }
    }

    private static S3Storage storage(URI uri, String secret) {
        var settings = settings(uri);
        return new S3Storage(
                S3Clients.client(settings, credentials(secret)),
                BUCKET,
                S3Links.of(settings, BUCKET, Links.startingWith("http://localhost:8080")));
    }

    private static S3Settings settings(URI endpoint) {
        return settings(endpoint, S3Settings.Links.PROXIED, null);
    }

    private static S3Settings settings(
            URI endpoint, S3Settings.Links links, @Nullable URI publicUrl) {
        return new S3Settings(
                endpoint,
                null,
                true,
                links,
                Duration.ofHours(1),
                publicUrl,
                32,
                Duration.ofSeconds(10));
    }

    private static AwsCredentialsProvider credentials(String secret) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(S3Endpoint.ACCESS_KEY, secret));
    }

    private static HttpResponse<byte[]> get(String url) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
