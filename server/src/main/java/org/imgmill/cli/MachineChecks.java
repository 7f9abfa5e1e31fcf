package org.imgmill.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.imgmill.transcode.ConfineProcess;

/// Java, disk, ports and name servers of this machine.
final class MachineChecks {

    private static final long MEGABYTE = 1_000_000;
    private static final long ENOUGH_DISK = 2_000 * MEGABYTE;
    private static final String WELL_KNOWN_HOST = "example.com";

    private MachineChecks() {}

    static Finding java() {
        var runtime = Runtime.getRuntime();
        return new Finding.Good(
                "Java %s (%s), %d cores, heap up to %d MB"
                        .formatted(
                                Runtime.version(),
                                System.getProperty("java.home"),
                                runtime.availableProcessors(),
                                runtime.maxMemory() / MEGABYTE));
    }

    static Finding confinement() {
        var lacking = ConfineProcess.lacking();
        return lacking.isEmpty()
                ? new Finding.Good("decoders can be confined (seccomp, landlock)")
                : new Finding.Remark(
                        "decoders cannot be confined fully: " + String.join("; ", lacking),
                        "Images are decoded nevertheless; docs/operations.md says what then holds.");
    }

    static Finding dataDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
            var lock = directory.resolve("lock");
            if (!Files.exists(lock)) {
                Files.delete(Files.createTempFile(directory, "doctor", null));
                return new Finding.Good("data directory " + directory + " is writable");
            }
            try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                    var held = channel.tryLock()) {
                return held == null
                        ? new Finding.Good(
                                "data directory " + directory + " is in use by a running imgmill")
                        : new Finding.Good(
                                "data directory "
                                        + directory
                                        + " is writable and has been used before");
            }
        } catch (IOException e) {
            return new Finding.Bad(
                    "data directory %s cannot be written to (%s)".formatted(directory, e),
                    "Name another with --imgmill.data-dir, or give it to the user '%s'."
                            .formatted(System.getProperty("user.name")));
        }
    }

    static Finding disk(Path directory) {
        try {
            var free = Files.getFileStore(nearestExisting(directory)).getUsableSpace();
            var what = "%,d MB free for the data directory".formatted(free / MEGABYTE);
            return free < ENOUGH_DISK
                    ? new Finding.Remark(what, "Outputs and the database lie there; make room.")
                    : new Finding.Good(what);
        } catch (IOException e) {
            return new Finding.Remark("free disk space is unknown (" + e + ")", "Look with df.");
        }
    }

    private static Path nearestExisting(Path path) {
        var existing = path;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    static Finding port(String setting) {
        try (var socket =
                new ServerSocket(Integer.parseInt(setting), 1, InetAddress.getLoopbackAddress())) {
            return new Finding.Good(
                    "port %s is free (%s)".formatted(setting, socket.getInetAddress()));
        } catch (NumberFormatException e) {
            return new Finding.Bad(
                    "server.port is a whole number, not \"" + setting + "\"", "Correct it.");
        } catch (IOException e) {
            return new Finding.Remark(
                    "port %s is taken (%s)".formatted(setting, e.getMessage()),
                    "That is fine when imgmill runs already; otherwise choose another with --server.port.");
        }
    }

    static Finding names() {
        try {
            var addresses = InetAddress.getAllByName(WELL_KNOWN_HOST);
            return new Finding.Good(
                    "names resolve: %s has %d addresses"
                            .formatted(WELL_KNOWN_HOST, addresses.length));
        } catch (UnknownHostException e) {
            return new Finding.Remark(
                    "the name server does not know " + WELL_KNOWN_HOST,
                    "Images of hosts on the internet will fail with 'dns'. Look at /etc/resolv.conf and the"
                            + " firewall; without internet only hosts of your own network can be reached.");
        }
    }
}
