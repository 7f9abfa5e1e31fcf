package org.imgmill.transcode.confine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What this process can be kept from, and is.
///
/// ```
/// load the library, run every codec once -> no more descriptors -> landlock -> seccomp -> pictures
/// ```
public final class ThisProcess {

    private static final int PR_SET_DUMPABLE = 4;

    private static final String ELSEWHERE =
            "seccomp and landlock are Linux's, on x86-64 and aarch64";

    private ThisProcess() {}

    /// Shuts every door of this process, for ever: afterwards it computes, reads and writes what it
    /// has open, and starts threads.
    ///
    /// @return the parts that this system cannot do; nothing when all hold
    public static List<String> confine() {
        var lacking = new ArrayList<String>();
        var machine = Machine.ofThisProcess();
        if (machine.isEmpty()) {
            Descriptors.allowNoMore().ifPresent(lacking::add);
            lacking.add(ELSEWHERE);
            return List.copyOf(lacking);
        }
        var kernel = new Kernel(machine.get());
        new Landlock(kernel).restrict().ifPresent(lacking::add);
        Descriptors.allowNoMore().ifPresent(lacking::add);
        int pid = Math.toIntExact(ProcessHandle.current().pid());
        new Seccomp(kernel).install(Filter.of(machine.get(), pid)).ifPresent(lacking::add);
        return List.copyOf(lacking);
    }

    /// What `confine` would say here; nothing is changed.
    public static List<String> lacking() {
        var machine = Machine.ofThisProcess();
        if (machine.isEmpty()) {
            return List.of(ELSEWHERE);
        }
        var kernel = new Kernel(machine.get());
        var lacking = new ArrayList<String>();
        new Landlock(kernel).lacking().ifPresent(lacking::add);
        new Seccomp(kernel).lacking().ifPresent(lacking::add);
        return List.copyOf(lacking);
    }

    /// Keeps other processes of the same user from reading this one's memory and environment, where
    /// passwords are; it leaves no core file either.
    ///
    /// @return why not
    public static Optional<String> hide() {
        var machine = Machine.ofThisProcess();
        if (machine.isEmpty()) {
            return Optional.of("only Linux on x86-64 and aarch64 hides a process from its user");
        }
        var answer = new Kernel(machine.get()).call(SystemCall.PRCTL, PR_SET_DUMPABLE, 0);
        return answer.failed()
                ? Optional.of("PR_SET_DUMPABLE was refused (error " + answer.errno() + ")")
                : Optional.empty();
    }
}
