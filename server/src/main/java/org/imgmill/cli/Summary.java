package org.imgmill.cli;

import java.time.Duration;
import java.util.Locale;

/// How a batch went, in a few lines for people.
record Summary(BatchAnswer batch, Duration took) {

    String text() {
        var text = new StringBuilder();
        var counts = batch.counts();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%,d of %,d images stored in %.1f s, %s before, %s after%s%n",
                        counts.stored(),
                        counts.total(),
                        took.toMillis() / 1000.0,
                        bytes(batch.bytesIn()),
                        bytes(batch.bytesOut()),
                        share()));
        for (var failure : batch.failures()) {
            text.append(
                    "  %,d failed: %s (%s)%n"
                            .formatted(failure.count(), failure.message(), failure.code()));
        }
        if (batch.changes() != null) {
            text.append("Since the run before: %s%n".formatted(batch.changes().text()));
        }
        return text.toString();
    }

    private String share() {
        return batch.bytesIn() == 0
                ? ""
                : String.format(
                        Locale.ROOT, " (%.0f %%)", 100.0 * batch.bytesOut() / batch.bytesIn());
    }

    private static String bytes(long count) {
        if (count < 1_000_000) {
            return String.format(Locale.ROOT, "%.0f KB", count / 1000.0);
        }
        return String.format(Locale.ROOT, "%.1f MB", count / 1_000_000.0);
    }
}
