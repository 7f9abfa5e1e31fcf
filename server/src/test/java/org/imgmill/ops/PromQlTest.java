package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromQlTest {

    private static final Scrape SCRAPE =
            Scrape.parse(
                    """
                    # TYPE images_total counter
                    images_total{outcome="stored",code=""} 1
                    # TYPE wait_seconds histogram
                    wait_seconds_bucket{le="+Inf"} 1
                    wait_seconds_count 1
                    wait_seconds_sum 1
                    """);

    @Test
    void metricsMatchersAndGroupingsAreFoundAmongFunctionsOperatorsAndNumbers() {
        var found =
                PromQl.parse(
                        """
                        histogram_quantile(0.95, sum by (le, outcome) (rate(wait_seconds_bucket{job="a{b}"}[5m])))
                          > 2 * sum(increase(images_total{outcome!="x", code=~"a|b"}[$__rate_interval] offset 1h)) or up""");

        assertThat(found.selectors())
                .containsExactly(
                        new PromQl.Selector("wait_seconds_bucket", Map.of("job", "a{b}")),
                        new PromQl.Selector("images_total", Map.of("outcome", "", "code", "")),
                        new PromQl.Selector("up", Map.of()));
        assertThat(found.labels()).containsExactlyInAnyOrder("le", "outcome");
    }

    @Test
    void whatAServerHasIsNotStrangeToIt() {
        assertThat(strange("sum by (instance, code) (images_total{outcome=\"stored\"})")).isEmpty();
        assertThat(strange("sum by (le) (rate(wait_seconds_bucket[1m])) + wait_seconds_sum"))
                .isEmpty();
    }

    @Test
    void aMetricALabelOrAValueThatNoServerHasIsStrange() {
        assertThat(strange("rate(image_total[1m])")).containsExactly("image_total");
        assertThat(strange("images_total{kode=~\".*\"}")).containsExactly("images_total{kode=}");
        assertThat(strange("images_total{outcome=\"kept\"}"))
                .containsExactly("images_total{outcome=kept}");
        assertThat(strange("sum by (host) (images_total)")).containsExactly("host");
    }

    private static List<String> strange(String expression) {
        return PromQl.parse(expression).strangeTo(SCRAPE);
    }
}
