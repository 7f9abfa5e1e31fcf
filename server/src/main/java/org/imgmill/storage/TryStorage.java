package org.imgmill.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imgmill.node.Folders;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/// Does once to the storage of the settings all that a server would do to it, and leaves nothing
/// there.
public final class TryStorage {

    static final String PROBE = "probe-of-the-doctor";
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

    /// What makes a start useless: a folder that cannot be written to. A bucket may come back, so
    /// its server starts all the same.
    public static Optional<Fails> refusal(Environment environment) {
        var settings = Binder.get(environment).bindOrCreate("imgmill", StorageSettings.class);
        return settings.storage() != null
                        && !settings.isS3()
                        && folder(settings.folder(Folders.of(environment))) instanceof Fails fails
                ? Optional.of(fails)
                : Optional.empty();
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
            return TryBucket.with(client, bucket);
        }
    }
}
