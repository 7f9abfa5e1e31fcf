package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class DashboardTest {

    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    private final JsonNode dashboard;

    DashboardTest() throws IOException {
        dashboard = Server.json(Files.readString(Path.of("../docs/grafana-dashboard.json")));
    }

    @TestFactory
    Stream<DynamicTest> everyQueryOfThePanelNamesWhatAServerHas() {
        return panels().map(
                        panel -> DynamicTest.dynamicTest(title(panel), () -> assertKnown(panel)));
    }

    private static void assertKnown(JsonNode panel) {
        assertThat(panel.get("targets")).isNotEmpty();
        for (var target : panel.get("targets")) {
            var query = PromQl.parse(target.get("expr").asString());
            assertThat(query.selectors())
                    .as("only the chosen nodes")
                    .allMatch(DashboardTest::chosen);
            assertThat(query.strangeTo(AfterABatch.seen().scrape())).isEmpty();

            var shown = new HashSet<>(query.labels());
            shown.add("instance");
            var legend = LEGEND_LABEL.matcher(target.get("legendFormat").asString());
            assertThat(legend.results().map(label -> label.group(1))).isSubsetOf(shown);
        }
    }

    private static boolean chosen(PromQl.Selector selector) {
        return selector.matchers().containsKey("instance");
    }

    @Test
    void panelsHaveNamesAndNumbersOfTheirOwnAndDoNotOverlap() {
        assertThat(panels().map(DashboardTest::title)).doesNotHaveDuplicates().isNotEmpty();
        assertThat(panels().map(panel -> panel.get("id").asInt())).doesNotHaveDuplicates();
        assertThat(panels().map(panel -> panel.get("gridPos")).flatMap(DashboardTest::cells))
                .doesNotHaveDuplicates();
    }

    private static Stream<String> cells(JsonNode place) {
        return IntStream.range(0, place.get("w").asInt())
                .boxed()
                .flatMap(
                        x ->
                                IntStream.range(0, place.get("h").asInt())
                                        .mapToObj(
                                                y ->
                                                        (place.get("x").asInt() + x)
                                                                + ","
                                                                + (place.get("y").asInt() + y)));
    }

    private Stream<JsonNode> panels() {
        return dashboard
                .get("panels")
                .valueStream()
                .filter(panel -> !panel.get("type").asString().equals("row"));
    }

    private static String title(JsonNode panel) {
        return panel.get("title").asString();
    }
}
