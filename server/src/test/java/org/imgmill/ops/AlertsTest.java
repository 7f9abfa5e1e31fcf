package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AlertsTest {

    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    @TestFactory
    Stream<DynamicTest> everyAlertNamesWhatAServerHasAndSaysWhatToDo() throws IOException {
        var file = Files.readString(Path.of("../docs/alerts.yaml"));
        JsonNode rules = JsonMapper.shared().valueToTree(new Yaml().load(file));
        return rules.at("/groups/0/rules")
                .valueStream()
                .map(
                        rule ->
                                DynamicTest.dynamicTest(
                                        rule.get("alert").asString(), () -> check(rule)));
    }

    private static void check(JsonNode rule) {
        var query = PromQl.parse(rule.get("expr").asString());
        assertThat(query.selectors()).isNotEmpty();
        assertThat(query.strangeTo(AfterABatch.seen().scrape())).isEmpty();

        assertThat(rule.at("/labels/severity").asString()).isIn("page", "ticket");
        var said = rule.get("annotations");
        assertThat(said.propertyNames()).containsOnly("summary", "description", "runbook");
        assertThat(said.get("description").asString()).matches("[A-Z].*\\.");
        assertThat(said.get("runbook").asString()).matches("[A-Z].*\\.");
        assertThat(LABEL.matcher(said.toString()).results().map(label -> label.group(1)))
                .isSubsetOf(labels(query));
    }

    /// Those that are left where it is summed up, otherwise those of its metrics.
    private static Set<String> labels(PromQl query) {
        var labels = new HashSet<>(query.labels());
        labels.add("instance");
        if (query.labels().isEmpty()) {
            query.selectors().stream()
                    .flatMap(found -> AfterABatch.seen().scrape().metric(found.metric()).stream())
                    .forEach(metric -> labels.addAll(metric.labels().keySet()));
        }
        return labels;
    }
}
