package org.imgmill.storage;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the bucket of `imgmill.storage` is reached and what links lead into it. Credentials are no
/// setting of ours: they are found as the AWS SDK finds them.
///
/// @param endpoint of an object store that is not Amazon's; null: Amazon's
/// @param region null: as the AWS SDK finds it, or us-east-1 where there is an endpoint
/// @param pathStyle the bucket stands in the path and not in the host name
/// @param links what outputs are linked as
/// @param linkExpiry how long a presigned link works
/// @param publicUrl with public links: the address under which the bucket's prefix is public; with
///   presigned ones: the endpoint as browsers reach it, where that is another
/// @param connections to the object store at a time
/// @param timeout for one try at one request
@ConfigurationProperties("imgmill.s3")
record S3Settings(
        @Nullable URI endpoint,
        @Nullable String region,
        @DefaultValue("false") boolean pathStyle,
        @DefaultValue("proxied") Links links,
        @DefaultValue("7d") Duration linkExpiry,
        @Nullable URI publicUrl,
        @DefaultValue("128") int connections,
        @DefaultValue("30s") Duration timeout) {

    private static final Duration LONGEST_EXPIRY = Duration.ofDays(7);

    enum Links {
        /// Through this server's own /files: works everywhere and never expires.
        PROXIED,
        /// Signed, into a private bucket; they expire.
        PRESIGNED,
        /// Into a public bucket or the CDN before it.
        PUBLIC
    }

    S3Settings {
        address("endpoint", endpoint);
        address("public-url", publicUrl);
        if (links == Links.PUBLIC && publicUrl == null) {
            throw new IllegalArgumentException(
                    "imgmill.s3.links=public needs imgmill.s3.public-url, the address under which"
                            + " everyone can read the bucket's prefix");
        }
        if (!linkExpiry.isPositive() || linkExpiry.compareTo(LONGEST_EXPIRY) > 0) {
            throw new IllegalArgumentException(
                    "imgmill.s3.link-expiry is more than 0s and at most 7d, not " + linkExpiry);
        }
        if (connections < 1) {
            throw new IllegalArgumentException(
                    "imgmill.s3.connections is 1 or more, not " + connections);
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "imgmill.s3.timeout is a time such as 30s, not " + timeout);
        }
    }

    private static void address(String name, @Nullable URI uri) {
        if (uri == null) {
            return;
        }
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "imgmill.s3.%s is an address such as https://storage.example.com, without a user"
                                    .formatted(name)
                            + " name or password in it");
        }
    }
}
