package org.imgmill.cli;

import java.io.PrintStream;
import java.time.Duration;

/// A progress bar and a summary.
record TextSaying(ProgressBar bar, PrintStream out) implements Saying {

    @Override
    public void begun(BatchAnswer batch, boolean again) {
        if (again) {
            out.printf(
                    "Going on: %,d of %,d images were done.%n",
                    batch.counts().processed(), batch.counts().total());
        }
    }

    @Override
    public void show(long done, long total) {
        bar.show(done, total);
    }

    @Override
    public void ended(BatchAnswer batch, Duration took, Written written) {
        out.print(new Summary(batch, took).text());
        out.println("Output CSV  " + written.results());
        if (written.workbook() != null) {
            out.println("Workbook    " + written.workbook());
        }
        if (written.errors() != null) {
            out.println("Errors CSV  " + written.errors());
        }
        if (written.changes() != null) {
            out.println("Changes CSV " + written.changes());
        }
    }

    @Override
    public void refused(String why) {}
}
