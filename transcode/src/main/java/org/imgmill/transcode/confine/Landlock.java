package org.imgmill.transcode.confine;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Landlock without a single rule: no file, no TCP port, no signal to and no abstract socket of
/// anybody else, for the thread that asks and all it starts; since ABI 8 for the whole process.
record Landlock(Kernel kernel) {

    private static final int LANDLOCK_CREATE_RULESET_VERSION = 1;
    private static final int LANDLOCK_RESTRICT_SELF_TSYNC = 8;
    private static final int PR_SET_NO_NEW_PRIVS = 38;

    private static final int RULESET_BYTES = 24;

    /// 0 where the kernel has none.
    int abi() {
        var answer =
                kernel.call(
                        SystemCall.LANDLOCK_CREATE_RULESET, 0, 0, LANDLOCK_CREATE_RULESET_VERSION);
        return answer.failed() ? 0 : (int) answer.value();
    }

    Optional<String> lacking() {
        return abi() > 0 ? Optional.empty() : Optional.of("this kernel has no landlock");
    }

    /// @return why not
    Optional<String> restrict() {
        int abi = abi();
        if (abi == 0) {
            return lacking();
        }
        try (var arena = Arena.ofConfined()) {
            var handled = arena.allocate(RULESET_BYTES, 8);
            handled.set(ValueLayout.JAVA_LONG, 0, files(abi));
            handled.set(ValueLayout.JAVA_LONG, 8, abi >= 4 ? 0b11 : 0);
            handled.set(ValueLayout.JAVA_LONG, 16, abi >= 6 ? 0b11 : 0);
            long bytes = abi >= 6 ? RULESET_BYTES : abi >= 4 ? 16 : 8;
            var ruleset =
                    kernel.call(SystemCall.LANDLOCK_CREATE_RULESET, handled.address(), bytes, 0);
            if (ruleset.failed()) {
                return refused(ruleset);
            }
            kernel.call(SystemCall.PRCTL, PR_SET_NO_NEW_PRIVS, 1);
            var answer =
                    kernel.call(
                            SystemCall.LANDLOCK_RESTRICT_SELF,
                            ruleset.value(),
                            abi >= 8 ? LANDLOCK_RESTRICT_SELF_TSYNC : 0);
            kernel.call(SystemCall.CLOSE, ruleset.value());
            return answer.failed() ? refused(answer) : Optional.empty();
        }
    }

    /// All that one may do with files, as far as this ABI can forbid it: 13 rights at first, then
    /// REFER, TRUNCATE and IOCTL_DEV.
    private static long files(int abi) {
        int rights = 13 + (abi >= 2 ? 1 : 0) + (abi >= 3 ? 1 : 0) + (abi >= 5 ? 1 : 0);
        return (1L << rights) - 1;
    }

    private static Optional<String> refused(Kernel.Result answer) {
        return Optional.of("landlock was refused (error " + answer.errno() + ")");
    }
}
