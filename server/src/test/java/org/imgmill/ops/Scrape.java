package org.imgmill.ops;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imgmill.testing.Server;

/// What a server tells Prometheus, by metric.
final class Scrape {

    private static final Pattern SAMPLE =
            Pattern.compile("(?<name>[a-zA-Z_:][\\w:]*)(\\{(?<labels>.*)})? (?<value>\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("(?<name>\\w+)=\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PART_OF_TIMER = Pattern.compile("_(bucket|count|sum|max)$");

    /// One metric; what a histogram or summary is written as (`_bucket`, `_count`, `_sum`, `_max`)
    /// is one.
    ///
    /// @param labels each with all its values
    /// @param boundaries of a histogram's buckets, which Prometheus keeps as the label `le`
    record Metric(
            String name, String type, Map<String, Set<String>> labels, Set<String> boundaries) {

        Metric(String name, String type) {
            this(name, type, new TreeMap<>(), new TreeSet<>());
        }

        private void add(String label, String value) {
            if (label.equals("le")) {
                boundaries.add(value);
            } else {
                labels.computeIfAbsent(label, _ -> new TreeSet<>()).add(value);
            }
        }

        /// As the manual writes it.
        String signature() {
            return name + (labels.isEmpty() ? "" : "{" + String.join(", ", labels.keySet()) + "}");
        }
    }

    private final Map<String, Metric> metrics = new TreeMap<>();
    private final Map<String, Double> series = new TreeMap<>();

    private Scrape() {}

    static Scrape of(Server server) {
        return parse(server.get("/actuator/prometheus").body());
    }

    static Scrape parse(String text) {
        var scrape = new Scrape();
        text.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" "))
                .filter(words -> scrape.whole(words[2]).isEmpty())
                .forEach(words -> scrape.metrics.put(words[2], new Metric(words[2], words[3])));
        text.lines().filter(line -> !line.startsWith("#")).forEach(scrape::add);
        return scrape;
    }

    private Optional<Metric> whole(String part) {
        var name = PART_OF_TIMER.matcher(part).replaceFirst("");
        return Optional.ofNullable(name.equals(part) ? null : metrics.get(name))
                .filter(metric -> !metric.type().equals("gauge"));
    }

    private void add(String line) {
        var sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalArgumentException("not a sample: " + line);
        }
        series.put(
                line.substring(0, line.lastIndexOf(' ')),
                Double.parseDouble(sample.group("value")));
        var metric = metric(sample.group("name")).orElseThrow();
        var label = LABEL.matcher(Optional.ofNullable(sample.group("labels")).orElse(""));
        while (label.find()) {
            metric.add(label.group("name"), label.group("value"));
        }
    }

    Collection<Metric> metrics() {
        return metrics.values();
    }

    /// @param sample its name, or that of one of its parts
    Optional<Metric> metric(String sample) {
        return Optional.ofNullable(metrics.get(sample)).or(() -> whole(sample));
    }

    /// The sum over all series of this name that have these labels.
    ///
    /// @param labels each as it stands in the text, `name="value"`
    double value(String name, String... labels) {
        return series.entrySet().stream()
                .filter(one -> one.getKey().matches(Pattern.quote(name) + "(\\{.*)?"))
                .filter(one -> Stream.of(labels).allMatch(one.getKey()::contains))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
