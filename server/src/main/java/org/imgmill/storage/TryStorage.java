package org.imgmill.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imgmill.node.Folders;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Does once to the storage of the settings all that a server would do to it, and leaves nothing
/// there.
public final class TryStorage {

    private static final String PROBE = "probe-of-the-doctor";
    private static final String FOLDER_ADVICE =
            "Name another folder with --imgmill.storage, or give it to the user '%s'."
                    .formatted(System.getProperty("user.name"));

    private TryStorage() {}

    /// How it went.
    public sealed interface Outcome {}

    public record Works(String what) implements Outcome {}

    public record Fails(String what, String advice) implements Outcome {}

    public static Outcome with(Environment environment) {
        var binder = Binder.get(environment);
        try {
            var settings = binder.bindOrCreate("imgmill", StorageSettings.class);
            return settings.isS3()
                    ? bucket(settings.bucket(), binder.bindOrCreate("imgmill.s3", S3Settings.class))
                    : folder(settings.folder(Folders.of(environment)));
        } catch (BindException e) {
            return new Fails(
                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage()),
                    "Correct that setting.");
        }
    }

    private static Outcome folder(Path folder) {
        var existing = folder.toAbsolutePath().normalize();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            Files.delete(Files.createTempFile(existing, PROBE, null));
            return new Works("the folder %s can be written to".formatted(folder));
        } catch (IOException e) {
            return new Fails(
                    "the folder %s cannot be written to (%s)".formatted(folder, e), FOLDER_ADVICE);
        }
    }

    private static Outcome bucket(StorageSettings.Bucket bucket, S3Settings settings) {
        try (var client = S3Clients.client(settings)) {
            putReadListDelete(client, bucket);
            return new Works(
                    "objects can be put, read, listed and deleted in s3://%s/%s"
                            .formatted(bucket.name(), bucket.prefix()));
        } catch (NoSuchBucketException e) {
            return new Fails(
                    "there is no bucket " + bucket.name(),
                    "Make it, or correct imgmill.storage, imgmill.s3.region or imgmill.s3.endpoint.");
        } catch (S3Exception e) {
            return new Fails(
                    "the bucket %s answered %d %s"
                            .formatted(
                                    bucket.name(),
                                    e.statusCode(),
                                    e.awsErrorDetails() == null
                                            ? ""
                                            : e.awsErrorDetails().errorMessage()),
                    "These credentials need PutObject, GetObject and DeleteObject under its prefix and ListBucket on it.");
        } catch (SdkClientException e) {
            return new Fails(
                    "the object store could not be asked: " + e.getMessage(),
                    "Check imgmill.s3.endpoint, imgmill.s3.region and imgmill.s3.path-style, and that AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY, or a role, are there.");
        } catch (SdkException e) {
            return new Fails("the object store failed: " + e.getMessage(), "Look at its log.");
        }
    }

    private static void putReadListDelete(S3Client client, StorageSettings.Bucket bucket) {
        var key = bucket.prefix() + PROBE;
        client.putObject(put -> put.bucket(bucket.name()).key(key), RequestBody.fromString(PROBE));
        client.getObjectAsBytes(get -> get.bucket(bucket.name()).key(key));
        client.listObjectsV2(list -> list.bucket(bucket.name()).prefix(key).maxKeys(1));
        client.deleteObject(delete -> delete.bucket(bucket.name()).key(key));
    }
}
