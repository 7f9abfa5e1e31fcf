package org.imgmill.storage;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Clients for Amazon's S3 and compatible stores: nothing is sent that only Amazon knows.
///
/// No chunked signatures, no trailing checksums (Content-MD5, which all understand, guards what we
/// store), and no `Expect: 100-continue`, which costs small objects a second round trip.
final class S3Clients {

    private static final int TRIES = 4;

    private S3Clients() {}

    static S3Client client(S3Settings settings) {
        return client(settings, credentials());
    }

    static S3Client client(S3Settings settings, AwsCredentialsProvider credentials) {
        return S3Client.builder()
                .httpClientBuilder(
                        ApacheHttpClient.builder()
                                .maxConnections(settings.connections())
                                .connectionTimeout(Duration.ofSeconds(5))
                                .connectionAcquisitionTimeout(settings.timeout())
                                .socketTimeout(settings.timeout())
                                .expectContinueEnabled(false))
                .credentialsProvider(credentials)
                .region(region(settings))
                .applyMutation(
                        builder -> {
                            if (settings.endpoint() != null) {
                                builder.endpointOverride(settings.endpoint());
                            }
                        })
                .serviceConfiguration(addressing(settings))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(
                        override ->
                                override.retryStrategy(
                                                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                                        .maxAttempts(TRIES)
                                                        .build())
                                        .apiCallAttemptTimeout(settings.timeout()))
                .build();
    }

    static S3Presigner presigner(S3Settings settings) {
        return presigner(settings, credentials());
    }

    static S3Presigner presigner(S3Settings settings, AwsCredentialsProvider credentials) {
        var endpoint = publicEndpoint(settings);
        var builder =
                S3Presigner.builder()
                        .credentialsProvider(credentials)
                        .region(region(settings))
                        .serviceConfiguration(addressing(settings));
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    private static @Nullable URI publicEndpoint(S3Settings settings) {
        return settings.publicUrl() == null ? settings.endpoint() : settings.publicUrl();
    }

    private static AwsCredentialsProvider credentials() {
        return DefaultCredentialsProvider.builder().build();
    }

    private static Region region(S3Settings settings) {
        if (settings.region() != null) {
            return Region.of(settings.region());
        }
        return settings.endpoint() != null
                ? Region.US_EAST_1
                : DefaultAwsRegionProviderChain.builder().build().getRegion();
    }

    private static S3Configuration addressing(S3Settings settings) {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(settings.pathStyle())
                .chunkedEncodingEnabled(false)
                .build();
    }
}
