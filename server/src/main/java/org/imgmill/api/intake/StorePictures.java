package org.imgmill.api.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imgmill.batch.Originals;
import org.imgmill.catalogue.Refusal;
import org.imgmill.node.Folders;
import org.imgmill.processing.Preview;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.storage.Storage;
import org.imgmill.storage.StorageAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Stores pictures that came in, for the batch that will be made of them: before its transaction,
/// because storing thousands takes longer than a transaction may.
@Component
class StorePictures {

    private static final Logger log = LoggerFactory.getLogger(StorePictures.class);
    private static final int AT_A_TIME = 4;
    private static final int IN_MEMORY = 1 << 20;
    private static final int REMOVED_AT_A_TIME = 500;
    private static final String TYPE = "application/octet-stream";

    private final Storage storage;
    private final Originals originals;
    private final UploadSettings settings;
    private final long mostBytes;
    private final Path folder;

    StorePictures(
            Storage storage,
            Originals originals,
            UploadSettings settings,
            Preview preview,
            Folders folders) {
        this.storage = storage;
        this.originals = originals;
        this.settings = settings;
        this.mostBytes = preview.mostBytes();
        this.folder = folders.temporary();
    }

    ArrivedPictures.Limits limits() {
        return new ArrivedPictures.Limits(
                Math.min(settings.maxRows(), settings.maxImages()),
                settings.maxBytes().toBytes(),
                mostBytes);
    }

    /// @return the token under which they lie, which no batch has yet
    /// @throws Refused if they cannot be kept; then none is
    String store(ArrivedPictures arrived) {
        var token = originals.announce();
        try {
            storeAll(arrived, token);
            storage.settle();
            return token;
        } catch (IOException | RuntimeException e) {
            forget(token);
            throw refused(e);
        }
    }

    private void storeAll(ArrivedPictures arrived, String token) throws IOException {
        var over = new AtomicBoolean();
        try (var threads =
                Executors.newFixedThreadPool(
                        AT_A_TIME, Thread.ofPlatform().daemon().name("pictures-", 0).factory())) {
            var stored = new ArrayList<Future<?>>();
            for (int i = 0; i < arrived.pictures().size(); i++) {
                var picture = arrived.pictures().get(i);
                var key = Originals.picture(token, i + 1);
                stored.add(
                        threads.submit(
                                () -> {
                                    if (!over.get()) {
                                        store(picture, key);
                                    }
                                    return null;
                                }));
            }
            try {
                for (var one : stored) {
                    one.get();
                }
            } finally {
                over.set(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server stops", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException ours -> throw ours;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private void store(ArrivedPictures.Picture picture, String key) throws IOException {
        try (InputStream in = picture.bytes().open()) {
            byte[] head = in.readNBytes(IN_MEMORY);
            if (head.length < IN_MEMORY) {
                storage.put(key, head, TYPE);
                return;
            }
            var file = Files.createTempFile(folder, "picture-", ".part");
            try {
                Files.write(file, head);
                try (var out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
                    if (head.length + in.transferTo(out) > mostBytes) {
                        throw new Refused(
                                ProblemType.INVALID_CATALOGUE,
                                "%s is larger than the archive says that it is."
                                        .formatted(picture.path()));
                    }
                }
                storage.put(key, file, TYPE);
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    /// What cannot be removed goes a day later.
    void forget(String token) {
        try {
            while (storage.deleteSome(token, REMOVED_AT_A_TIME) > 0) {
                // Each step removes so many.
            }
        } catch (IOException e) {
            log.warn("Pictures that no batch has could not be removed: {}", e.toString());
        }
    }

    private static RuntimeException refused(Exception e) {
        return switch (e) {
            case StorageAway away ->
                    Refused.until(
                            Duration.ofSeconds(10),
                            ProblemType.UNAVAILABLE,
                            "The storage does not answer, so the pictures could not be kept.");
            case Refusal refusal -> ArrivedPictures.refused(refusal);
            case RuntimeException ours -> ours;
            default -> {
                log.warn("Pictures that came in could not be kept: {}", e.toString());
                yield new Refused(
                        ProblemType.INSUFFICIENT_STORAGE,
                        "This server could not keep the pictures. Try again later, or tell its operator.");
            }
        };
    }
}
