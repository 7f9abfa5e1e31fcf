package org.imgmill.storage;

import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Puts, reads, lists and deletes once in a bucket, as a server would, and says in one line what is
/// wrong and what to do.
final class TryBucket {

    private static final Logger log = LoggerFactory.getLogger(TryBucket.class);

    private static final Set<String> WRONG_CREDENTIALS =
            Set.of(
                    "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "ExpiredToken",
                    "InvalidToken",
                    "TokenRefreshRequired");

    private TryBucket() {}

    /// Warns where the bucket cannot be used. The server starts all the same: images wait until it
    /// can.
    static void atStart(S3Client client, StorageSettings.Bucket bucket) {
        if (with(client, bucket) instanceof TryStorage.Fails(var what, var advice)) {
            log.warn(
                    "imgmill.storage=s3://{}/{} cannot be used: {}. {} Images wait until it can.",
                    bucket.name(),
                    bucket.prefix(),
                    what,
                    advice);
        }
    }

    static TryStorage.Outcome with(S3Client client, StorageSettings.Bucket bucket) {
        try {
            credentials(client);
        } catch (SdkException e) {
            return new TryStorage.Fails(
                    "no credentials were found",
                    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine a role or a ~/.aws/credentials.");
        }
        try {
            putReadListDelete(client, bucket);
            return new TryStorage.Works(
                    "objects can be put, read, listed and deleted in s3://%s/%s"
                            .formatted(bucket.name(), bucket.prefix()));
        } catch (NoSuchBucketException e) {
            return new TryStorage.Fails(
                    "there is no bucket " + bucket.name(),
                    "Make it, or correct imgmill.storage, imgmill.s3.region or imgmill.s3.endpoint.");
        } catch (S3Exception e) {
            return refused(bucket, e);
        } catch (SdkClientException e) {
            return new TryStorage.Fails(
                    "the object store could not be asked: " + StoreWatch.why(e),
                    "Check imgmill.s3.endpoint, imgmill.s3.region and imgmill.s3.path-style, and that the object store runs.");
        } catch (SdkException e) {
            return new TryStorage.Fails(
                    "the object store failed: " + StoreWatch.why(e), "Look at its log.");
        }
    }

    private static void credentials(S3Client client) {
        if (client.serviceClientConfiguration().credentialsProvider()
                instanceof AwsCredentialsProvider provider) {
            provider.resolveCredentials();
        }
    }

    private static TryStorage.Fails refused(StorageSettings.Bucket bucket, S3Exception e) {
        var what = "the bucket %s answered %s".formatted(bucket.name(), StoreWatch.why(e));
        var details = e.awsErrorDetails();
        if (details != null && WRONG_CREDENTIALS.contains(String.valueOf(details.errorCode()))) {
            return new TryStorage.Fails(
                    what,
                    "The credentials are wrong or have expired: correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the role.");
        }
        return new TryStorage.Fails(
                what,
                e.statusCode() >= 500
                        ? "Look at the log of the object store."
                        : "These credentials need PutObject, GetObject and DeleteObject under its prefix and ListBucket on it.");
    }

    private static void putReadListDelete(S3Client client, StorageSettings.Bucket bucket) {
        // Nodes that start together do not delete each other's.
        var key = bucket.prefix() + TryStorage.PROBE + "-" + UUID.randomUUID();
        var name = bucket.name();
        var soon = S3Storage.PATIENCE;
        client.putObject(
                put ->
                        put.bucket(name)
                                .key(key)
                                .overrideConfiguration(limit -> limit.apiCallTimeout(soon)),
                RequestBody.fromString(TryStorage.PROBE));
        client.getObjectAsBytes(
                get ->
                        get.bucket(name)
                                .key(key)
                                .overrideConfiguration(limit -> limit.apiCallTimeout(soon)));
        client.listObjectsV2(
                list ->
                        list.bucket(name)
                                .prefix(key)
                                .maxKeys(1)
                                .overrideConfiguration(limit -> limit.apiCallTimeout(soon)));
        client.deleteObject(
                delete ->
                        delete.bucket(name)
                                .key(key)
                                .overrideConfiguration(limit -> limit.apiCallTimeout(soon)));
    }
}
