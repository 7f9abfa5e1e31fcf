package org.imgmill.transcode.pool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imgmill.transcode.TranscodeLimits;

/// The command that starts a child.
///
/// @param environment all of it: the server's own, with its passwords, is not for a process that
///   decodes strangers' files
public record Launch(List<String> command, Map<String, String> environment, Path directory) {

    /// By name: the JVM that starts it may be older than those that children run in.
    private static final String CHILD = "org.imgmill.transcode.child.Child";

    /// A shell sets what Java cannot: signals of the terminal ignored from the first moment (Ctrl-C
    /// goes to the whole group, and images in flight shall end well), no core files, and a limit on
    /// data that holds between two looks of the watch.
    private static final String SHELL =
            "trap '' INT TERM HUP; ulimit -c 0; ulimit -d \"$0\" 2>/dev/null; exec \"$@\"";

    /// How file names are spelt, and where an installed libvips finds what it needs.
    private static final List<String> HANDED_ON =
            List.of("LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH");

    private static final List<String> JVM =
            List.of(
                    "-Xmx32m",
                    // Bodies go from the pipe to native memory, past the heap.
                    "-XX:MaxDirectMemorySize=1g",
                    "-Xss2m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:ReservedCodeCacheSize=16m",
                    "-XX:-UsePerfData",
                    "-XX:+DisableAttachMechanism",
                    "-XX:+SuppressFatalErrorMessage",
                    // Standard output carries answers only.
                    "-XX:+DisplayVMOutputToStderr",
                    "-XX:-CreateCoredumpOnCrash",
                    "-Xrs",
                    "--enable-native-access=ALL-UNNAMED");

    /// @param limits with a Java to run children with
    public static Launch of(TranscodeLimits limits, Unpacked parts) {
        var command = new ArrayList<String>();
        command.addAll(List.of("/bin/sh", "-c", SHELL));
        command.add(Long.toString(limits.childBytes() / 1024));
        command.add(Objects.requireNonNull(limits.java()).toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", parts.classPath(), CHILD));
        command.add(parts.library().toString());
        command.add(limits.confinement().name());
        return new Launch(command, bareEnvironment(), parts.directory());
    }

    private static Map<String, String> bareEnvironment() {
        var environment = new HashMap<String, String>();
        environment.put("MALLOC_ARENA_MAX", "1");
        environment.put("VIPS_WARNING", "0");
        environment.put("VIPS_CONCURRENCY", "1");
        // libvips would keep pictures over 100 MB in a file, which a child cannot open.
        environment.put("VIPS_DISC_THRESHOLD", "1000g");
        for (String name : HANDED_ON) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        return Map.copyOf(environment);
    }

    Process start() throws IOException {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }
}
