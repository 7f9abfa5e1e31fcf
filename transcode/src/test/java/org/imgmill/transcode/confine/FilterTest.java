package org.imgmill.transcode.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The filter of both processors, run step by step as the kernel runs it.
class FilterTest {

    private static final int PID = 4711;
    private static final int READ_ONLY = 0;

    private static int answer(Machine machine, int arch, int number, long... arguments) {
        var call = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        call.putInt(number).putInt(arch).putLong(0);
        for (long argument : arguments) {
            call.putLong(argument);
        }
        var steps = ByteBuffer.wrap(Filter.of(machine, PID).steps()).order(ByteOrder.nativeOrder());
        int a = 0;
        for (int at = 0; ; at++) {
            int operation = steps.getShort(8 * at);
            int ifTrue = steps.get(8 * at + 2);
            int ifFalse = steps.get(8 * at + 3);
            int k = steps.getInt(8 * at + 4);
            switch (operation) {
                case 0x20 -> a = call.getInt(k);
                case 0x54 -> a &= k;
                case 0x15 -> at += a == k ? ifTrue : ifFalse;
                case 0x25 -> at += Integer.compareUnsigned(a, k) > 0 ? ifTrue : ifFalse;
                case 0x35 -> at += Integer.compareUnsigned(a, k) >= 0 ? ifTrue : ifFalse;
                case 0x06 -> {
                    return k;
                }
                default -> throw new AssertionError("no such operation: " + operation);
            }
        }
    }

    private static int answer(Machine machine, SystemCall call, long... arguments) {
        return answer(machine, machine.auditArch, call.number(machine).orElseThrow(), arguments);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOnNoListEndsTheProcess(Machine machine) {
        Set<Integer> listed = new HashSet<>();
        for (SystemCall call : SystemCall.values()) {
            call.number(machine).ifPresent(listed::add);
        }
        for (int number = 0; number <= SystemCall.NEWEST; number++) {
            if (!listed.contains(number)) {
                assertThat(answer(machine, machine.auditArch, number))
                        .as("call %d", number)
                        .isEqualTo(Filter.KILL);
            }
        }
        for (SystemCall setUp :
                EnumSet.of(
                        SystemCall.SECCOMP,
                        SystemCall.LANDLOCK_ADD_RULE,
                        SystemCall.LANDLOCK_CREATE_RULESET,
                        SystemCall.LANDLOCK_RESTRICT_SELF)) {
            assertThat(answer(machine, setUp, 0)).isEqualTo(Filter.KILL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatThreadsMemoryAndPipesNeedIsAllowed(Machine machine) {
        for (SystemCall call : Filter.ALLOWED) {
            if (call.number(machine).isPresent()) {
                assertThat(answer(machine, call)).as("%s", call).isEqualTo(Filter.ALLOW);
            }
        }
        Filter.ANSWERED.forEach(
                (call, error) -> {
                    if (call.number(machine).isPresent()) {
                        assertThat(answer(machine, call))
                                .as("%s", call)
                                .isEqualTo(Filter.ERRNO | error);
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void argumentsDecideWhereTheCallAloneDoesNot(Machine machine) {
        long glibcThread = 0x3D0F00;
        long muslThread = 0x7D0F00;
        assertThat(answer(machine, SystemCall.CLONE, glibcThread)).isEqualTo(Filter.ALLOW);
        assertThat(answer(machine, SystemCall.CLONE, muslThread)).isEqualTo(Filter.ALLOW);
        long fork = 17;
        assertThat(answer(machine, SystemCall.CLONE, fork)).isEqualTo(Filter.KILL);
        for (long flag :
                new long[] {
                    0x80,
                    0x2000,
                    0x4000,
                    0x800000,
                    0x20000,
                    0x2000000,
                    0x4000000,
                    0x8000000,
                    0x10000000,
                    0x20000000,
                    0x40000000,
                    0x80000000L
                }) {
            assertThat(answer(machine, SystemCall.CLONE, glibcThread | flag))
                    .as("flag %x", flag)
                    .isEqualTo(Filter.KILL);
        }
        assertThat(answer(machine, SystemCall.TGKILL, PID, PID + 1, 6)).isEqualTo(Filter.ALLOW);
        assertThat(answer(machine, SystemCall.TGKILL, PID + 1, PID, 6)).isEqualTo(Filter.KILL);
        assertThat(answer(machine, SystemCall.PRCTL, 15)).isEqualTo(Filter.ALLOW);
        assertThat(answer(machine, SystemCall.PRCTL, 4, 1)).isEqualTo(Filter.ERRNO | Filter.EINVAL);
        assertThat(answer(machine, SystemCall.OPENAT, -100, 0, READ_ONLY))
                .isEqualTo(Filter.ERRNO | Filter.EACCES);
        for (long flag : new long[] {1, 2, 3, 0x40, 0x200, 0x400, 0x400000}) {
            assertThat(answer(machine, SystemCall.OPENAT, -100, 0, flag))
                    .as("flag %x", flag)
                    .isEqualTo(Filter.KILL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherWayIntoTheKernelEndsTheProcess(Machine machine) {
        int getpid = SystemCall.GETPID.number(machine).orElseThrow();
        for (int other : new int[] {0x40000003, 0x40000028, 0xC00000B7, 0xC000003E}) {
            if (other != machine.auditArch) {
                assertThat(answer(machine, other, getpid)).isEqualTo(Filter.KILL);
            }
        }
        assertThat(answer(machine, machine.auditArch, 0x40000000 | getpid)).isEqualTo(Filter.KILL);
        assertThat(answer(machine, machine.auditArch, SystemCall.NEWEST + 1))
                .isEqualTo(Filter.ERRNO | Filter.ENOSYS);
    }

    @ParameterizedTest
    @EnumSource
    void noHostileActIsAllowed(Machine machine) {
        for (HostileAct act : HostileAct.values()) {
            if (act.number(machine) >= 0 && act.number(machine) < 0x40000000) {
                assertThat(
                                answer(
                                        machine,
                                        machine.auditArch,
                                        act.number(machine),
                                        act.plainArguments()))
                        .as("%s", act)
                        .isNotEqualTo(Filter.ALLOW);
            }
        }
    }

    /// Where the headers of a kernel are installed.
    @ParameterizedTest
    @EnumSource
    void theNumbersAreThoseOfTheKernelsHeaders(Machine machine) throws Exception {
        Path header =
                Path.of(
                        "/usr/include",
                        machine == Machine.X86_64
                                ? "x86_64-linux-gnu/asm/unistd_64.h"
                                : "asm-generic/unistd.h");
        assumeTrue(Files.exists(header), "no kernel headers here");
        String text = Files.readString(header);
        for (SystemCall call : SystemCall.values()) {
            var defined =
                    Pattern.compile(
                                    "#define __NR(?:3264)?_"
                                            + call.name().toLowerCase(java.util.Locale.ROOT)
                                            + "\\s+(\\d+)")
                            .matcher(text);
            if (defined.find()) {
                assertThat(call.number(machine))
                        .as("%s", call)
                        .hasValue(Integer.parseInt(defined.group(1)));
            }
        }
    }
}
