package org.imgmill.batch;

/// When to give a batch up: after so many failed images, or so many of a hundred once 1,000 have
/// ended.
public sealed interface FailureLimit {

    record Count(int failures) implements FailureLimit {
        public Count {
            if (failures < 1) {
                throw new IllegalArgumentException(
                        "max_failures is 1 or more, or a percentage such as 20%");
            }
        }
    }

    record Percent(double percent) implements FailureLimit {
        public Percent {
            if (!(percent > 0 && percent <= 100)) {
                throw new IllegalArgumentException(
                        "max_failures as a percentage is more than 0% and at most 100%");
            }
        }
    }

    /// Reads `50` or `20%`.
    static FailureLimit parse(String text) {
        try {
            var trimmed = text.strip();
            return trimmed.endsWith("%")
                    ? new Percent(Double.parseDouble(trimmed.substring(0, trimmed.length() - 1)))
                    : new Count(Integer.parseInt(trimmed));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "max_failures is a number such as 50 or a percentage such as 20%%, not %s"
                            .formatted(text),
                    e);
        }
    }
}
