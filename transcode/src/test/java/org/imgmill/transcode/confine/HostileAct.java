package org.imgmill.transcode.confine;

import java.lang.foreign.Arena;
import java.util.Locale;

/// What code that took a decoder over would try, as bare system calls: with the numbers of x86-64
/// and aarch64 and the arguments that would succeed in a process that is not confined.
public enum HostileAct {
    OPENS_AN_INTERNET_SOCKET(41, 198, 2, 1, 0),
    OPENS_A_UNIX_SOCKET(41, 198, 1, 1, 0),
    CONNECTS(42, 203, 0, 0, 0),
    SENDS_A_DATAGRAM(44, 206, 1, 0, 0),
    MAKES_A_PAIR_OF_SOCKETS(53, 199, 1, 1, 0, 0),
    RUNS_A_PROGRAM(59, 221, "/bin/true"),
    RUNS_A_PROGRAM_BY_DESCRIPTOR(322, 281, 0, 0),
    FORKS(57, -1),
    VFORKS(58, -1),
    CLONES_A_PROCESS(56, 220, 17),
    CLONES_A_THREAD_INTO_A_NAMESPACE(56, 220, 0x10010900L),
    TRACES_THE_SERVER(101, 117, 16, Argument.PARENT),
    READS_THE_SERVERS_MEMORY(310, 270, Argument.PARENT, 0, 0, 0, 0),
    WRITES_THE_SERVERS_MEMORY(311, 271, Argument.PARENT, 0, 0, 0, 0),
    TAKES_THE_SERVERS_DESCRIPTORS(434, 434, Argument.PARENT, 0),
    SIGNALS_THE_SERVER(62, 129, Argument.PARENT, 0),
    SIGNALS_A_THREAD_OF_THE_SERVER(234, 131, Argument.PARENT, Argument.PARENT, 0),
    QUEUES_A_SIGNAL(129, 138, Argument.PARENT, 0, 0),
    OPENS_A_FILE_TO_WRITE(257, 56, -100, Argument.FILE, 1),
    CREATES_A_FILE(257, 56, -100, Argument.NEW_FILE, 0x41, 0600),
    MAKES_A_FILE_WITHOUT_A_NAME(257, 56, -100, "/tmp", 0x410002, 0600),
    OPENS_BY_THE_NEWER_CALL(437, 437, -100, Argument.FILE, 0, 0),
    OPENS_BY_HANDLE(304, 265, -100, 0, 0),
    REMOVES_A_FILE(263, 35, -100, Argument.FILE, 0),
    RENAMES_A_FILE(316, 276, -100, Argument.FILE, -100, Argument.NEW_FILE),
    LINKS_A_FILE(266, 36, Argument.FILE, -100, Argument.NEW_FILE),
    MAKES_A_FOLDER(258, 34, -100, Argument.NEW_FILE, 0700),
    CUTS_A_FILE(76, 45, Argument.FILE, 0),
    CHANGES_PERMISSIONS(268, 53, -100, Argument.FILE, 0777),
    MOUNTS(165, 40, 0, 0, 0, 0, 0),
    CHANGES_THE_ROOT(161, 51, "/tmp"),
    ENTERS_A_NAMESPACE(308, 268, 0, 0),
    LEAVES_NAMESPACES(272, 97, 0x10000000L),
    BECOMES_SOMEBODY_ELSE(105, 146, 0),
    LOADS_BPF(321, 280, 0, 0, 0),
    COUNTS_EVENTS(298, 241, 0, 0, 0, 0, 0),
    HANDLES_FAULTS(323, 282, 0),
    MAKES_A_RING(425, 425, 1, 0),
    READS_KEYS(250, 219, 0, 0, 0),
    MAKES_A_FILE_OF_MEMORY(319, 279, "x", 0),
    SHARES_MEMORY(29, 194, 0, 4096, 0x3B0),
    REPLACES_THE_FILTER(317, 277, 1, 0, 0),
    LOADS_A_MODULE(175, 105, 0, 0, 0),
    USES_THE_X32_NUMBERS(0x40000000 | 41, -1, 2, 1, 0),
    READS_A_SECRET(257, 56, -100, Argument.FILE, 0),
    READS_THE_SERVERS_ENVIRONMENT(257, 56, -100, Argument.ENVIRONMENT, 0),
    LOOKS_FOR_A_FILE(332, 291, -100, Argument.FILE, 0, 0, 0),
    TALKS_TO_DEVICES(16, 29, 0, 0x5412, 0),
    ASKS_TO_BE_READABLE_AGAIN(157, 167, 4, 1),
    RAISES_ITS_LIMITS(302, 261, 0, 7, 0, 0),
    CLONES_BY_THE_NEWER_CALL(435, 435, 0, 0),
    USES_A_CALL_OF_TOMORROW(1000, 1000);

    private final int x86;
    private final int arm;

    @SuppressWarnings("ImmutableEnumChecker") // numbers, texts and constants; never written to
    private final Object[] arguments;

    /// What only the process that acts knows.
    enum Argument {
        PARENT,
        FILE,
        NEW_FILE,
        ENVIRONMENT
    }

    HostileAct(int x86, int arm, Object... arguments) {
        this.x86 = x86;
        this.arm = arm;
        this.arguments = arguments;
    }

    int number(Machine machine) {
        return machine == Machine.X86_64 ? x86 : arm;
    }

    public boolean existsHere() {
        return Machine.ofThisProcess().filter(machine -> number(machine) >= 0).isPresent();
    }

    /// Bound before the process is confined, done after it.
    public interface Deed {
        /// @return "done", or the error that the kernel answered
        String run();
    }

    /// @param file that exists and may be read and written
    public Deed prepare(String file) {
        var machine = Machine.ofThisProcess().orElseThrow();
        var kernel = new Kernel(machine);
        long[] values = new long[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(arguments[i], file);
        }
        return () -> ending(kernel.call(number(machine), values));
    }

    /// Its arguments, with 1 for what only the process that acts knows.
    long[] plainArguments() {
        long[] values = new long[Math.min(arguments.length, 5)];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i] instanceof Number number ? number.longValue() : 1;
        }
        return values;
    }

    private static long value(Object argument, String file) {
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        return switch (argument) {
            case Argument.PARENT -> parent;
            case Argument.FILE -> text(file);
            case Argument.NEW_FILE -> text(file + ".new");
            case Argument.ENVIRONMENT -> text("/proc/" + parent + "/environ");
            case String path -> text(path);
            default -> ((Number) argument).longValue();
        };
    }

    private static long text(String text) {
        return Arena.global().allocateFrom(text).address();
    }

    private static String ending(Kernel.Result result) {
        return result.failed() ? "error " + result.errno() : "done";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
