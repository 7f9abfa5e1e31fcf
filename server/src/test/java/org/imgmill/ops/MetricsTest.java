package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

    private final Scrape scrape = AfterABatch.seen().scrape();

    @Test
    void theManualListsEveryMetricWithItsLabelsAndKindAndNoOther() throws IOException {
        var scraped =
                scrape.metrics().stream()
                        .map(metric -> metric.signature() + " " + metric.type())
                        .sorted()
                        .toList();

        assertThat(documented()).containsExactlyElementsOf(scraped);
    }

    private static List<String> documented() throws IOException {
        return Files.readString(Path.of("../docs/operations.md"))
                .lines()
                .dropWhile(line -> !line.equals("## Metrics"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.matches("\\| [a-z]+_.*"))
                .map(line -> line.split(" \\| "))
                .map(cells -> cells[0].substring("| ".length()) + " " + cells[1])
                .sorted()
                .toList();
    }

    @Test
    void imagesAreCountedByHowTheyEndedAndWhichWayTheyTook() {
        assertThat(images("stored", "", "requantiser")).isEqualTo(1);
        assertThat(images("stored", "", "libvips")).isEqualTo(1);
        assertThat(images("failed", "http_status", "")).isEqualTo(6);
        assertThat(scrape.value("imgmill_transcode_seconds_count", "codec=\"libvips\""))
                .isEqualTo(1);
        assertThat(scrape.value("imgmill_children_started_total")).isEqualTo(1);
        assertThat(scrape.value("imgmill_input_bytes_total"))
                .isGreaterThan(scrape.value("imgmill_output_bytes_total"))
                .isPositive();
    }

    private double images(String outcome, String code, String codec) {
        return scrape.value(
                "imgmill_images_total",
                "outcome=\"%s\"".formatted(outcome),
                "code=\"%s\"".formatted(code),
                "codec=\"%s\"".formatted(codec));
    }

    @Test
    void everyStepOfAnImageIsTimed() {
        assertThat(scrape.value("imgmill_image_seconds_count")).isEqualTo(8);
        assertThat(scrape.value("imgmill_download_seconds_count")).isEqualTo(8);
        assertThat(scrape.value("imgmill_transcode_seconds_count")).isEqualTo(2);
        assertThat(scrape.value("imgmill_store_seconds_count")).isEqualTo(2);
        assertThat(scrape.value("imgmill_lane_wait_seconds_count")).isPositive();
    }

    @Test
    void aHostWhoseImagesKeepFailingIsNamed() {
        assertThat(scrape.metric("imgmill_host_failures_total").orElseThrow().labels().get("host"))
                .containsExactly(AfterABatch.seen().host(), "other");
        assertThat(scrape.value("imgmill_host_failures_total")).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imgmill_image_seconds",
                "imgmill_download_seconds",
                "imgmill_transcode_seconds",
                "imgmill_store_seconds",
                "imgmill_lane_wait_seconds",
                "imgmill_webhook_try_seconds"
            })
    void aHistogramHasFourteenBucketsAndNotHundreds(String histogram) {
        var metric = scrape.metric(histogram).orElseThrow();

        assertThat(metric.type()).isEqualTo("histogram");
        assertThat(metric.boundaries()).hasSize(14).contains("+Inf");
    }

    @Test
    void allPartsOfTheNodeAreReady() {
        assertThat(scrape.value("imgmill_ready")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imgmill_batches_unended",
                "imgmill_images_pending",
                "imgmill_lanes_due",
                "imgmill_lanes_due_oldest_seconds",
                "imgmill_lanes_running",
                "imgmill_webhooks_waiting",
                "imgmill_webhooks_due_oldest_seconds"
            })
    void nothingWaitsAfterTheBatch(String gauge) {
        assertThat(scrape.value(gauge)).isZero();
    }
}
