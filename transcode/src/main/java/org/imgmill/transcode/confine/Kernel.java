package org.imgmill.transcode.confine;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// Linux's system calls, through `syscall(2)` of the C library: one function of one shape, because
/// each further shape costs a child some milliseconds at its start.
final class Kernel {

    private static final int MOST_ARGUMENTS = 5;

    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

    private final Machine machine;
    private final MethodHandle syscall;

    /// @param value what the call returned, -1 for an error
    /// @param errno 0 where there was none
    record Result(long value, int errno) {
        boolean failed() {
            return value < 0;
        }
    }

    Kernel(Machine machine) {
        this.machine = machine;
        this.syscall =
                Linker.nativeLinker()
                        .downcallHandle(
                                Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
                                FunctionDescriptor.of(
                                        JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                                        JAVA_LONG, JAVA_LONG),
                                Linker.Option.firstVariadicArg(1),
                                Linker.Option.captureCallState("errno"));
    }

    Result call(SystemCall call, long... arguments) {
        var number = call.number(machine);
        if (number.isEmpty()) {
            throw new IllegalArgumentException(machine + " has no " + call);
        }
        return call(number.getAsInt(), arguments);
    }

    Result call(int number, long... arguments) {
        long[] a = Arrays.copyOf(arguments, MOST_ARGUMENTS);
        try (var arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            long value =
                    (long) syscall.invokeExact(state, (long) number, a[0], a[1], a[2], a[3], a[4]);
            return new Result(value, value < 0 ? (int) ERRNO.get(state, 0L) : 0);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // Declared by every method handle, thrown by none of these.
            throw new AssertionError("a system call does not throw", e);
        }
    }
}
