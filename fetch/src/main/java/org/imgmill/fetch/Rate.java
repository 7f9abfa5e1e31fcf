package org.imgmill.fetch;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How often something may happen, written as 10/s, 90/min or 500/h.
public record Rate(int times, Duration period) {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})\\s*/\\s*(s|min|h)");

    public static Rate of(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a rate is written as 10/s, 90/min or 500/h, not as " + text);
        }
        Duration period =
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(1);
                    case "min" -> Duration.ofMinutes(1);
                    default -> Duration.ofHours(1);
                };
        return new Rate(Integer.parseInt(matcher.group(1)), period);
    }

    Duration interval() {
        return period.dividedBy(times);
    }
}
