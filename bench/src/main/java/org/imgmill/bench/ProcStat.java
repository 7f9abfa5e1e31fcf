package org.imgmill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What /proc says of a process or a thread (proc(5), fields 2 and 14 to 17 of stat).
///
/// @param name its first 15 characters
/// @param micros CPU time in user and system mode
/// @param childMicros the same of waited-for children
record ProcStat(String name, long micros, long childMicros) {

    /// Linux counts in hundredths of a second, whatever the kernel's own clock (USER_HZ).
    private static final long MICROS_PER_TICK = 10_000;

    /// @param folder a process's or a thread's
    /// @return empty when it has ended meanwhile
    static Optional<ProcStat> read(Path folder) {
        try {
            return Optional.of(parse(Files.readString(folder.resolve("stat"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// @param stat as it stands in the file; a name may hold blanks and brackets
    static ProcStat parse(String stat) {
        int end = stat.lastIndexOf(')');
        var fields = stat.substring(end + 2).split(" ", -1);
        return new ProcStat(
                stat.substring(stat.indexOf('(') + 1, end),
                (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK,
                (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * MICROS_PER_TICK);
    }
}
