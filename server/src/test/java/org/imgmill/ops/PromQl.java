package org.imgmill.ops;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which metrics and labels an expression of Prometheus' language names.
///
/// @param labels that are grouped or joined by
record PromQl(List<Selector> selectors, Set<String> labels) {

    private static final Pattern TOKEN =
            Pattern.compile(
                    """
                    "(?:[^"\\\\]|\\\\.)*"|\\[[^]]*]|\\d[\\w.]*|[a-zA-Z_:][\\w:]*|=~|!~|!=|\\S""");
    private static final Set<String> GROUPING =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> OTHER_WORDS =
            Set.of("and", "or", "unless", "bool", "offset", "sum", "max", "min", "avg", "count");

    /// What Prometheus adds to everything it scrapes.
    private static final Set<String> ADDED = Set.of("instance", "job");

    /// @param matchers label to value; empty where it need not be equal to one
    record Selector(String metric, Map<String, String> matchers) {}

    static PromQl parse(String text) {
        var tokens =
                TOKEN.matcher(text)
                        .results()
                        .map(found -> found.group())
                        .collect(Collectors.toCollection(ArrayDeque::new));
        var selectors = new ArrayList<Selector>();
        var labels = new HashSet<String>();
        while (!tokens.isEmpty()) {
            var token = tokens.poll();
            if (GROUPING.contains(token)) {
                labels.addAll(names(tokens));
            } else if (isWord(token)
                    && !OTHER_WORDS.contains(token)
                    && !"(".equals(tokens.peek())) {
                selectors.add(new Selector(token, matchers(tokens)));
            }
        }
        return new PromQl(selectors, labels);
    }

    /// What this server does not have of all that is named: metrics, labels, values of labels.
    List<String> strangeTo(Scrape scrape) {
        var strange = new ArrayList<String>();
        var known = new HashSet<>(ADDED);
        for (var selector : selectors) {
            var metric = scrape.metric(selector.metric);
            if (metric.isPresent()) {
                known.addAll(metric.get().labels().keySet());
                known.addAll(metric.get().boundaries().isEmpty() ? Set.of() : Set.of("le"));
                strange.addAll(strangeMatchers(selector, metric.get()));
            } else if (!selector.metric.equals("up")) {
                strange.add(selector.metric);
            }
        }
        labels.stream().filter(label -> !known.contains(label)).forEach(strange::add);
        return strange;
    }

    private static List<String> strangeMatchers(Selector selector, Scrape.Metric metric) {
        return selector.matchers.entrySet().stream()
                .filter(matcher -> !ADDED.contains(matcher.getKey()))
                .filter(matcher -> !matches(matcher, metric.labels().get(matcher.getKey())))
                .map(matcher -> selector.metric + "{" + matcher + "}")
                .toList();
    }

    private static boolean matches(
            Map.Entry<String, String> matcher, @Nullable Set<String> values) {
        return values != null
                && (matcher.getValue().isEmpty() || values.contains(matcher.getValue()));
    }

    private static boolean isWord(String token) {
        return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
    }

    private static Set<String> names(ArrayDeque<String> tokens) {
        var names = new HashSet<String>();
        for (var token = tokens.remove(); !token.equals(")"); token = tokens.remove()) {
            if (isWord(token)) {
                names.add(token);
            }
        }
        return names;
    }

    private static Map<String, String> matchers(ArrayDeque<String> tokens) {
        var matchers = new HashMap<String, String>();
        if (!"{".equals(tokens.peek())) {
            return matchers;
        }
        for (var token = tokens.remove(); !token.equals("}"); token = tokens.remove()) {
            if (isWord(token)) {
                boolean plain = tokens.remove().equals("=");
                var value = tokens.remove();
                matchers.put(token, plain ? value.substring(1, value.length() - 1) : "");
            }
        }
        return matchers;
    }
}
