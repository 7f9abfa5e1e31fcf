package org.imgmill.transcode.confine;

import static org.imgmill.transcode.confine.SystemCall.*;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/// The system calls of a process that has loaded all it needs, as a program for seccomp: classic
/// BPF over `struct seccomp_data { int nr; u32 arch; u64 ip; u64 args[6]; }`.
///
/// ```
/// other architecture, x32, or a number that is not on the lists below -> the process ends
/// a number that is newer than the lists   -> ENOSYS, as an older kernel answers
/// ALLOWED                                 -> done
/// ANSWERED                                -> not done, with an error that libraries live with
/// clone, tgkill, prctl, open              -> by their arguments
/// ```
final class Filter {

    static final int ALLOW = 0x7FFF0000;
    static final int KILL = 0x80000000;
    static final int ERRNO = 0x00050000;

    static final int EPERM = 1;
    static final int EACCES = 13;
    static final int EINVAL = 22;
    static final int ENOTTY = 25;
    static final int ENOSYS = 38;

    /// What threads, memory, locks, clocks and the two pipes need; the most frequent first.
    static final List<SystemCall> ALLOWED =
            List.of(
                    FUTEX,
                    READ,
                    WRITE,
                    RT_SIGPROCMASK,
                    MMAP,
                    MUNMAP,
                    MADVISE,
                    MPROTECT,
                    BRK,
                    MREMAP,
                    PREAD64,
                    READV,
                    WRITEV,
                    LSEEK,
                    FSTAT,
                    CLOSE,
                    SCHED_YIELD,
                    SCHED_GETAFFINITY,
                    CLOCK_GETTIME,
                    CLOCK_GETRES,
                    CLOCK_NANOSLEEP,
                    NANOSLEEP,
                    GETTIMEOFDAY,
                    TIME,
                    TIMES,
                    GETRUSAGE,
                    GETRANDOM,
                    GETPID,
                    GETTID,
                    GETCPU,
                    SET_ROBUST_LIST,
                    RSEQ,
                    SIGALTSTACK,
                    RT_SIGACTION,
                    RT_SIGRETURN,
                    RESTART_SYSCALL,
                    SYSINFO,
                    UNAME,
                    EXIT,
                    EXIT_GROUP);

    /// clone3 keeps its flags where no filter sees them; the C library then uses clone.
    static final Map<SystemCall, Integer> ANSWERED =
            Map.ofEntries(
                    Map.entry(CLONE3, ENOSYS),
                    Map.entry(MEMBARRIER, ENOSYS),
                    Map.entry(SCHED_GETATTR, ENOSYS),
                    Map.entry(ACCESS, EACCES),
                    Map.entry(FACCESSAT, EACCES),
                    Map.entry(FACCESSAT2, EACCES),
                    Map.entry(STAT, EACCES),
                    Map.entry(LSTAT, EACCES),
                    Map.entry(NEWFSTATAT, EACCES),
                    Map.entry(STATX, EACCES),
                    Map.entry(READLINK, EACCES),
                    Map.entry(READLINKAT, EACCES),
                    Map.entry(GETCWD, EACCES),
                    Map.entry(IOCTL, ENOTTY),
                    Map.entry(FCNTL, EINVAL),
                    Map.entry(PRLIMIT64, EPERM));

    /// CLONE_VM, CLONE_SIGHAND and CLONE_THREAD: a thread of this process.
    private static final int THREAD = 0x00010900;

    /// CLONE_PTRACE, CLONE_VFORK, CLONE_UNTRACED, CLONE_IO and every CLONE_NEW...
    private static final int MORE_THAN_A_THREAD = 0xFE826080;

    private static final int PR_SET_NAME = 15;

    /// O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND and __O_TMPFILE.
    private static final int TO_WRITE = 0x00400643;

    private static final int X32 = 0x40000000;
    private static final int NR = 0;
    private static final int ARCH = 4;
    private static final int ARGUMENTS = 16;

    private static final int LOAD = 0x20;
    private static final int AND = 0x54;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_GREATER = 0x25;
    private static final int IF_AT_LEAST = 0x35;
    private static final int RETURN = 0x06;

    private static final int MOST_STEPS = 4096;

    private final Machine machine;
    private final ByteBuffer code =
            ByteBuffer.allocate(8 * MOST_STEPS).order(ByteOrder.nativeOrder());

    private Filter(Machine machine) {
        this.machine = machine;
    }

    /// @param pid of the process that is to be confined: the only one it may signal
    static Filter of(Machine machine, int pid) {
        var filter = new Filter(machine);
        filter.step(LOAD, 0, 0, ARCH);
        filter.step(IF_EQUAL, 1, 0, machine.auditArch);
        filter.step(RETURN, 0, 0, KILL);
        filter.step(LOAD, 0, 0, NR);
        filter.step(IF_AT_LEAST, 0, 1, X32);
        filter.step(RETURN, 0, 0, KILL);
        ALLOWED.forEach(call -> filter.end(call, ALLOW));
        // Low halves of arguments suffice: flags, commands and process ids have 32 bits.
        filter.end(CLONE, 0, THREAD | MORE_THAN_A_THREAD, THREAD, ALLOW, KILL);
        filter.end(TGKILL, 0, -1, pid, ALLOW, KILL);
        filter.end(PRCTL, 0, -1, PR_SET_NAME, ALLOW, ERRNO | EINVAL);
        filter.end(OPEN, 1, TO_WRITE, 0, ERRNO | EACCES, KILL);
        filter.end(OPENAT, 2, TO_WRITE, 0, ERRNO | EACCES, KILL);
        ANSWERED.forEach((call, errno) -> filter.end(call, ERRNO | errno));
        filter.step(IF_GREATER, 0, 1, NEWEST);
        filter.step(RETURN, 0, 0, ERRNO | ENOSYS);
        filter.step(RETURN, 0, 0, KILL);
        filter.code.flip();
        return filter;
    }

    private void end(SystemCall call, int action) {
        call.number(machine)
                .ifPresent(
                        number -> {
                            step(IF_EQUAL, 0, 1, number);
                            step(RETURN, 0, 0, action);
                        });
    }

    /// `yes` if the masked argument has the value, else `no`.
    private void end(SystemCall call, int argument, int mask, int value, int yes, int no) {
        call.number(machine)
                .ifPresent(
                        number -> {
                            step(IF_EQUAL, 0, 5, number);
                            step(LOAD, 0, 0, ARGUMENTS + 8 * argument);
                            step(AND, 0, 0, mask);
                            step(IF_EQUAL, 0, 1, value);
                            step(RETURN, 0, 0, yes);
                            step(RETURN, 0, 0, no);
                        });
    }

    private void step(int operation, int ifTrue, int ifFalse, int k) {
        code.putShort((short) operation).put((byte) ifTrue).put((byte) ifFalse).putInt(k);
    }

    /// Its steps as `struct sock_filter { u16 code; u8 jt; u8 jf; u32 k; }`.
    byte[] steps() {
        byte[] bytes = new byte[code.limit()];
        code.get(0, bytes);
        return bytes;
    }

    /// As `struct sock_fprog { u16 len; struct sock_filter *filter; }`.
    MemorySegment program(SegmentAllocator memory) {
        byte[] bytes = steps();
        MemorySegment steps = memory.allocate(bytes.length, 8);
        steps.copyFrom(MemorySegment.ofArray(bytes));
        MemorySegment program = memory.allocate(16, 8);
        program.set(ValueLayout.JAVA_SHORT, 0, (short) (bytes.length / 8));
        program.set(ValueLayout.ADDRESS, 8, steps);
        return program;
    }
}
