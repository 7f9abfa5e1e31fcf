package org.imgmill.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs the programs of a PostgreSQL. They refuse root, so root runs them as another user.
public record PostgresCommands(List<String> prefix) {

    private static final int NOBODY = 65534;

    /// As the user who may run them in this folder.
    public static PostgresCommands in(PostgresFolder folder) throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return new PostgresCommands(List.of());
        }
        var owner = notRoot(uid(folder.root()), uid(folder.root().resolveSibling(".")));
        if (owner == 0 && new PostgresCommands(List.of("unshare", "-U")).can("true")) {
            // In a user namespace without mappings root is nobody, yet still owns its files.
            return new PostgresCommands(List.of("unshare", "-U"));
        }
        var user = notRoot(owner, NOBODY);
        give(folder.root(), user);
        return new PostgresCommands(
                List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
    }

    private static int notRoot(int uid, int otherwise) {
        return uid == 0 ? otherwise : uid;
    }

    private static int uid(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }

    private static void give(Path tree, int user) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.toList()) {
                Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private boolean can(String program) {
        try {
            run(List.of(program));
            return true;
        } catch (IOException forbiddenOrNotInstalled) {
            return false;
        }
    }

    /// @throws PostgresCommandFailed with what it said, when it ends badly
    public void run(List<String> command) throws IOException {
        var withPrefix = new ArrayList<>(prefix);
        withPrefix.addAll(command);
        var builder = new ProcessBuilder(withPrefix).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        var process = builder.start();
        try {
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new PostgresCommandFailed(
                        "%s %s: %s"
                                .formatted(
                                        Path.of(command.getFirst()).getFileName(),
                                        command.size() > 1 ? command.get(1) : "",
                                        said.strip()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + command.getFirst());
        }
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
