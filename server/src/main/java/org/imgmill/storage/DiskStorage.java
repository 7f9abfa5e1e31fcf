package org.imgmill.storage;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.imgmill.links.FileLinks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/// Objects as files under one folder: written under a temporary name, forced to the disk, then
/// renamed.
final class DiskStorage implements Storage {

    /// The shape of every key we make; no other name ever reaches the disk.
    private static final Pattern KEY =
            Pattern.compile("[0-9a-f]{32}/[0-9]{1,10}-[0-9]{1,10}\\.[a-z]{3,4}");

    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

    private static final Logger log = LoggerFactory.getLogger(DiskStorage.class);

    private final Path root;
    private final Path arriving;
    private final FileLinks links;
    private final AtomicLong arrivals = new AtomicLong();

    /// Folders with new names in them that are not yet forced to the disk.
    private final Set<Path> unsettled = ConcurrentHashMap.newKeySet();

    DiskStorage(Path root, FileLinks links) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        this.arriving = this.root.resolve("arriving");
        this.links = links;
        Files.createDirectories(arriving);
        sweepArriving();
    }

    @Override
    public void put(String key, byte[] bytes, String mediaType) throws IOException {
        var target = path(key);
        var folder = root.resolve(key.substring(0, key.indexOf('/')));
        var arrival = arriving.resolve(Long.toString(arrivals.incrementAndGet()));
        try {
            try (var file = FileChannel.open(arrival, CREATE_NEW, WRITE)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
                file.force(false);
            }
            move(arrival, target, folder);
        } catch (IOException e) {
            Files.deleteIfExists(arrival);
            throw e;
        }
        unsettled.add(folder);
    }

    private void move(Path arrival, Path target, Path folder) throws IOException {
        try {
            Files.move(arrival, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            Files.createDirectories(folder);
            unsettled.add(root);
            Files.move(arrival, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void settle() throws IOException {
        for (var folder : Set.copyOf(unsettled)) {
            unsettled.remove(folder);
            try (var directory = FileChannel.open(folder, READ)) {
                directory.force(true);
            } catch (NoSuchFileException e) {
                log.debug("{} was deleted meanwhile: nothing of it has to survive", folder);
            }
        }
    }

    @Override
    public Optional<Resource> open(String key) {
        if (!KEY.matcher(key).matches()) {
            return Optional.empty();
        }
        var path = root.resolve(key);
        return Files.isRegularFile(path)
                ? Optional.of(new FileSystemResource(path))
                : Optional.empty();
    }

    @Override
    public int deleteAll(String token) throws IOException {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("not the token of a batch: " + token);
        }
        int deleted = 0;
        var folder = root.resolve(token);
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.deleteIfExists(file);
                deleted++;
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        Files.deleteIfExists(folder);
        return deleted;
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    @Override
    public String link(String key) {
        return links.of(key);
    }

    @Override
    public void check() throws IOException {
        var probe = arriving.resolve("probe-" + arrivals.incrementAndGet());
        Files.write(probe, new byte[] {1}, CREATE_NEW, WRITE);
        Files.delete(probe);
    }

    @Override
    public long freeBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    private Path path(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a key of ours: " + key);
        }
        return root.resolve(key);
    }

    /// What a killed server left half-written; the data directory's lock says that nobody else is
    /// writing.
    private void sweepArriving() throws IOException {
        try (var leftovers = Files.newDirectoryStream(arriving)) {
            for (var leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }
}
