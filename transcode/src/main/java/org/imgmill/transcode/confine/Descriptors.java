package org.imgmill.transcode.confine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.util.Optional;

/// A limit of no open files: those that are open stay so, and no file, no socket and no pipe can be
/// opened any more. This is POSIX and holds where there is no seccomp.
final class Descriptors {

    private static final int RLIMIT_NOFILE_LINUX = 7;
    private static final int RLIMIT_NOFILE_MACOS = 8;

    private Descriptors() {}

    /// @return why not
    static Optional<String> allowNoMore() {
        boolean macos = System.getProperty("os.name").startsWith("Mac");
        var linker = Linker.nativeLinker();
        var setrlimit =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setrlimit"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
        try (var arena = Arena.ofConfined()) {
            // struct rlimit { current, maximum }: both 0.
            var none = arena.allocate(2 * JAVA_LONG.byteSize(), 8);
            int which = macos ? RLIMIT_NOFILE_MACOS : RLIMIT_NOFILE_LINUX;
            return (int) setrlimit.invokeExact(which, none) == 0
                    ? Optional.empty()
                    : Optional.of("the limit of open files could not be set");
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // Declared by every method handle, thrown by none of these.
            throw new AssertionError("setrlimit does not throw", e);
        }
    }
}
