package org.imgmill.cli;

import java.io.PrintStream;
import java.util.Locale;

/// A line that fills up while images are done; on anything but a terminal, one line per quarter.
final class ProgressBar implements Watch.Progress {

    private static final int WIDTH = 32;

    private final PrintStream out;
    private final boolean terminal;
    private int lastQuarter = -1;

    ProgressBar(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    // From JDK 25 on it returns null again where there is no terminal.
    @SuppressWarnings("SystemConsoleNull")
    static ProgressBar onStandardOutput() {
        var console = System.console();
        return new ProgressBar(System.out, console != null && console.isTerminal());
    }

    @Override
    public void show(long done, long total) {
        var share = total == 0 ? 1 : (double) done / total;
        var quarter = (int) (share * 4);
        if (!terminal && quarter == lastQuarter) {
            return;
        }
        lastQuarter = quarter;
        var filled = (int) Math.round(share * WIDTH);
        var line =
                String.format(
                        Locale.ROOT,
                        "[%s%s] %3.0f %%  %,d of %,d images",
                        "#".repeat(filled),
                        "-".repeat(WIDTH - filled),
                        share * 100,
                        done,
                        total);
        if (terminal) {
            out.print("\r" + line + (done == total ? "\n" : ""));
            out.flush();
        } else {
            out.println(line);
        }
    }
}
