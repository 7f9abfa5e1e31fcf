package org.imgmill.transcode.confine;

import java.util.OptionalInt;

/// The system calls that are named here, with their numbers as in `asm/unistd_64.h` (x86-64) and
/// `asm-generic/unistd.h` (aarch64).
enum SystemCall {
    ACCESS(21, -1),
    BRK(12, 214),
    CLOCK_GETRES(229, 114),
    CLOCK_GETTIME(228, 113),
    CLOCK_NANOSLEEP(230, 115),
    CLONE(56, 220),
    CLONE3(435, 435),
    CLOSE(3, 57),
    EXIT(60, 93),
    EXIT_GROUP(231, 94),
    FACCESSAT(269, 48),
    FACCESSAT2(439, 439),
    FCNTL(72, 25),
    FSTAT(5, 80),
    FUTEX(202, 98),
    GETCPU(309, 168),
    GETCWD(79, 17),
    GETPID(39, 172),
    GETRANDOM(318, 278),
    GETRUSAGE(98, 165),
    GETTID(186, 178),
    GETTIMEOFDAY(96, 169),
    IOCTL(16, 29),
    LANDLOCK_ADD_RULE(445, 445),
    LANDLOCK_CREATE_RULESET(444, 444),
    LANDLOCK_RESTRICT_SELF(446, 446),
    LSEEK(8, 62),
    LSTAT(6, -1),
    MADVISE(28, 233),
    MEMBARRIER(324, 283),
    MMAP(9, 222),
    MPROTECT(10, 226),
    MREMAP(25, 216),
    MUNMAP(11, 215),
    NANOSLEEP(35, 101),
    NEWFSTATAT(262, 79),
    OPEN(2, -1),
    OPENAT(257, 56),
    PRCTL(157, 167),
    PREAD64(17, 67),
    PRLIMIT64(302, 261),
    READ(0, 63),
    READLINK(89, -1),
    READLINKAT(267, 78),
    READV(19, 65),
    RESTART_SYSCALL(219, 128),
    RSEQ(334, 293),
    RT_SIGACTION(13, 134),
    RT_SIGPROCMASK(14, 135),
    RT_SIGRETURN(15, 139),
    SCHED_GETAFFINITY(204, 123),
    SCHED_GETATTR(315, 275),
    SCHED_YIELD(24, 124),
    SECCOMP(317, 277),
    SET_ROBUST_LIST(273, 99),
    SIGALTSTACK(131, 132),
    STAT(4, -1),
    STATX(332, 291),
    SYSINFO(99, 179),
    TGKILL(234, 131),
    TIME(201, -1),
    TIMES(100, 153),
    UNAME(63, 160),
    WRITE(1, 64),
    WRITEV(20, 66);

    /// The last number that Linux 6.18 knows, on both machines (`file_setattr`).
    static final int NEWEST = 469;

    private final int x86;
    private final int arm;

    SystemCall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
    }

    /// Nothing where the machine does not have this call.
    OptionalInt number(Machine machine) {
        int number =
                switch (machine) {
                    case X86_64 -> x86;
                    case AARCH64 -> arm;
                };
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
