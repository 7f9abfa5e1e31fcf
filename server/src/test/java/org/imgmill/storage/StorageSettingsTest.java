package org.imgmill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.imgmill.node.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class StorageSettingsTest {

    @Test
    void theDefaultsKeepOutputsInTheDataDirectoryAndAGigabyteFree() {
        var settings = bind("imgmill", StorageSettings.class, Map.of());

        assertThat(settings.folder(new Folders(Path.of("here"))))
                .isEqualTo(Path.of("here/objects"));
        assertThat(settings.isS3()).isFalse();
        assertThat(settings.minFree()).isEqualTo(DataSize.ofGigabytes(1));
    }

    @Test
    void theDefaultsOfABucketAreAmazonsAndLinksThatNeverExpire() {
        assertThat(bind("imgmill.s3", S3Settings.class, Map.of()))
                .isEqualTo(
                        new S3Settings(
                                null,
                                null,
                                false,
                                S3Settings.Links.PROXIED,
                                Duration.ofDays(7),
                                null,
                                128,
                                Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://outputs,outputs,''",
        "s3://outputs/,outputs,''",
        "s3://outputs/shop,outputs,shop/",
        "s3://my.shop-1/a/b/,my.shop-1,a/b/"
    })
    void aBucketMayHaveAPrefix(String text, String name, String prefix) {
        assertThat(StorageSettings.Bucket.parse(text))
                .isEqualTo(new StorageSettings.Bucket(name, prefix));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3://", "s3://B", "s3://out puts", "s3://outputs/a b", "s3://outputs//"})
    void whatIsNoBucketIsNamedAtTheStart(String text) {
        assertThatThrownBy(() -> new StorageSettings(text, DataSize.ofGigabytes(1)))
                .hasMessageContaining("imgmill.storage is a folder or s3://bucket/prefix");
    }

    @Test
    void publicLinksNeedThePublicAddress() {
        assertThatThrownBy(
                        () ->
                                bind(
                                        "imgmill.s3",
                                        S3Settings.class,
                                        Map.of("imgmill.s3.links", "public")))
                .rootCause()
                .hasMessageContaining("imgmill.s3.public-url");
    }

    @Test
    void aPasswordInTheEndpointIsRefusedAndNotRepeated() {
        assertThatThrownBy(
                        () ->
                                new S3Settings(
                                        URI.create("https://me:hunter2@storage.example.com"),
                                        null,
                                        false,
                                        S3Settings.Links.PROXIED,
                                        Duration.ofDays(1),
                                        null,
                                        1,
                                        Duration.ofSeconds(1)))
                .hasMessageContaining("imgmill.s3.endpoint")
                .hasMessageNotContaining("hunter2");
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
    }
}
