package org.imgmill.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class TryStorageTest {

    @TempDir Path folder;

    @Test
    void aBucketIsUsedAsAServerWouldAndIsLeftAsItWas() throws Exception {
        S3Endpoint.useCredentials();
        try (var s3 = S3Endpoint.start(folder)) {
            s3.createBucket("outputs");

            assertThat(TryStorage.with(settings(s3, "s3://outputs/shop")))
                    .isEqualTo(
                            new TryStorage.Works(
                                    "objects can be put, read, listed and deleted in s3://outputs/shop/"));
            assertThat(s3.keys("outputs", "")).isEmpty();
        }
    }

    @Test
    void aBucketThatIsMissingIsNamed() throws Exception {
        S3Endpoint.useCredentials();
        try (var s3 = S3Endpoint.start(folder)) {
            assertThat(TryStorage.with(settings(s3, "s3://nowhere")))
                    .isInstanceOfSatisfying(
                            TryStorage.Fails.class,
                            fails ->
                                    assertThat(fails.what())
                                            .isEqualTo("there is no bucket nowhere"));
        }
    }

    @Test
    void anObjectStoreOutOfReachIsAnsweredWithTheSettingsToLookAt() {
        S3Endpoint.useCredentials();
        var settings =
                new MockEnvironment()
                        .withProperty("imgmill.storage", "s3://outputs")
                        .withProperty("imgmill.s3.endpoint", "http://127.0.0.1:1");

        assertThat(TryStorage.with(settings))
                .isInstanceOfSatisfying(
                        TryStorage.Fails.class,
                        fails -> assertThat(fails.advice()).contains("imgmill.s3.endpoint"));
    }

    @Test
    void aFolderThatIsNoFolderFails() throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        var settings = new MockEnvironment().withProperty("imgmill.storage", file.toString());

        assertThat(TryStorage.with(settings))
                .isInstanceOfSatisfying(
                        TryStorage.Fails.class,
                        fails -> assertThat(fails.what()).contains(file + " cannot be written to"));
    }

    private static MockEnvironment settings(S3Endpoint s3, String storage) {
        return new MockEnvironment()
                .withProperty("imgmill.storage", storage)
                .withProperty("imgmill.s3.endpoint", s3.uri().toString())
                .withProperty("imgmill.s3.path-style", "true");
    }
}
