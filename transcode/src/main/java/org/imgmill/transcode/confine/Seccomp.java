package org.imgmill.transcode.confine;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Filters the system calls of a whole process, irrevocably.
record Seccomp(Kernel kernel) {

    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SECCOMP_SET_MODE_FILTER = 1;
    private static final int SECCOMP_GET_ACTION_AVAIL = 2;
    private static final int SECCOMP_FILTER_FLAG_TSYNC = 1;

    /// Whether this kernel can end a process for a call; nothing is changed.
    Optional<String> lacking() {
        try (var arena = Arena.ofConfined()) {
            var action = arena.allocateFrom(ValueLayout.JAVA_INT, Filter.KILL);
            var answer =
                    kernel.call(SystemCall.SECCOMP, SECCOMP_GET_ACTION_AVAIL, 0, action.address());
            return answer.failed()
                    ? Optional.of(
                            "this kernel has no seccomp filters (error " + answer.errno() + ")")
                    : Optional.empty();
        }
    }

    /// For all threads of this process, which can never gain privileges again.
    ///
    /// @return why not
    Optional<String> install(Filter filter) {
        try (var arena = Arena.ofConfined()) {
            if (kernel.call(SystemCall.PRCTL, PR_SET_NO_NEW_PRIVS, 1).failed()) {
                return Optional.of("no_new_privs was refused");
            }
            var answer =
                    kernel.call(
                            SystemCall.SECCOMP,
                            SECCOMP_SET_MODE_FILTER,
                            SECCOMP_FILTER_FLAG_TSYNC,
                            filter.program(arena).address());
            // A positive answer names a thread that could not take the filter.
            return answer.value() == 0
                    ? Optional.empty()
                    : Optional.of("seccomp was refused (error " + answer.errno() + ")");
        }
    }
}
