package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Request;
import org.imgmill.testing.Form;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.imgmill.testing.Zips;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A web node and workers, each a process of its own.
///
/// Long: one fleet is started for all of it, which takes half of the time.
class FleetTest {

    private static final int IMAGES = 3000;
    private static final int HOSTS = 8;
    private static final int LANES_PER_HOST = 2;
    private static final int WINDOW = 4;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir Path folder;

    private final List<Origin> origins =
            IntStream.range(0, HOSTS).mapToObj(_ -> Origin.start()).toList();

    /// So that there is work left for a worker that comes late.
    private final CountDownLatch secondHalf = new CountDownLatch(1);

    private Fleet fleet;

    @BeforeEach
    void found() throws IOException {
        fleet = Fleet.found(folder);
    }

    @AfterEach
    void dissolve() throws IOException {
        fleet.close();
        origins.forEach(Origin::close);
    }

    @Test
    void aFleetThatLosesAWorkerAndGainsOneStoresEveryImageOnce() throws Exception {
        var settings =
                new String[] {
                    "--imgmill.outbound.lanes-per-host=" + LANES_PER_HOST,
                    "--imgmill.outbound.window=" + WINDOW,
                    // One node alone cannot take in all that the hosts would give.
                    "--imgmill.processing.in-flight=8",
                    "--imgmill.processing.slice=250ms"
                };
        var roles = new LinkedHashMap<String, String>();
        roles.put("web", "web");
        roles.put("worker-1", "worker");
        roles.put("worker-2", "worker");
        roles.put("worker-3", "worker");
        var nodes = fleet.startAll(roles, settings);
        var web = nodes.getFirst();
        assertThat(get(nodes.get(1).url("/v1/batches")).statusCode()).isEqualTo(404);
        assertThat(get(nodes.get(1).url("/actuator/health")).statusCode()).isEqualTo(200);

        var id = upload(web, catalogue());
        fleet.await("select stored >= 600 from batch");
        var killed = busiest();
        nodes.stream()
                .filter(node -> node.name().equals(killed))
                .findFirst()
                .orElseThrow()
                .server()
                .kill();
        fleet.start("worker-4", "worker", settings);
        secondHalf.countDown();
        fleet.await("select finished_at is not null from batch");

        var batch = Server.json(text(web.url("/v1/batches/" + id)));
        assertThat(batch.get("status").asString()).isEqualTo("completed");
        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(IMAGES);
        assertThat(fleet.keys(""))
                .as("every output once, and the probe of a worker that was asked for its health")
                .hasSize(IMAGES + 1)
                .contains("probe")
                .doesNotHaveDuplicates();
        assertOnlyImagesOfTheKilledWorkerWereAskedForAgain(killed);
        assertThat(requestsByNode())
                .containsOnlyKeys("worker-1", "worker-2", "worker-3", "worker-4");
        assertThat(requestsByNode().values())
                .allSatisfy(requests -> assertThat(requests).isGreaterThan(IMAGES / 50));
        assertThat(origins)
                .allSatisfy(
                        origin ->
                                assertThat(origin.highWater())
                                        .as(
                                                "requests at a time that one host saw of the whole fleet")
                                        .isLessThanOrEqualTo(LANES_PER_HOST * WINDOW));
        assertEveryNodeGivesTheResults(id, web, fleet.start("web-2", "web"));
    }

    @Test
    void aWorkerThatWasStoppedForTooLongChangesNothingWhenItGoesOn() throws Exception {
        var gate = new Gate(origins.getFirst(), 20);
        var web = fleet.start("web", "web");
        var late = fleet.start("late", "worker");
        upload(web, gate.catalogue());
        gate.await("late", 20);
        late.signal("STOP");
        fleet.start("other", "worker");
        gate.await("other", 1);

        gate.open();
        fleet.await("select finished_at is not null from batch");
        var before = rows();
        late.signal("CONT");

        assertThat(late.drain()).contains("went on elsewhere while this node stalled");

        assertThat(rows()).isEqualTo(before);
        assertThat(before).hasSize(21).first().asString().contains("completed", "stored=20");
        assertThat(fleet.keys("")).hasSize(20);
    }

    @Test
    void aWorkerThatWasStoppedStoresNothingOfABatchThatWasDeletedMeanwhile() throws Exception {
        var gate = new Gate(origins.getFirst(), 20);
        var web = fleet.start("web", "web");
        var late = fleet.start("late", "worker");
        var id = upload(web, gate.catalogue());
        gate.await("late", 20);
        late.signal("STOP");
        HTTP.send(
                HttpRequest.newBuilder(URI.create(web.url("/v1/batches/" + id))).DELETE().build(),
                HttpResponse.BodyHandlers.discarding());
        fleet.await("select true from pg_sleep(6)");

        gate.open();
        late.signal("CONT");

        assertThat(late.drain()).contains("is not stored: its batch was deleted meanwhile");
        assertThat(fleet.keys("")).isEmpty();
    }

    private String catalogue() {
        var photo = Pictures.jpeg(96, 64);
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < IMAGES; i++) {
            var origin = origins.get(i % HOSTS);
            var path = "/" + i + ".jpg";
            boolean second = i >= IMAGES / 2;
            origin.play(
                    path,
                    (_, reply) -> {
                        reply.pause(Duration.ofMillis(10));
                        if (second) {
                            secondHalf.await();
                        }
                        reply.respond(200, "", photo);
                    });
            csv.append("%d,Mug,%s\n".formatted(i, origin.url(path)));
        }
        return csv.toString();
    }

    private String busiest() {
        return requestsByNode().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private void assertOnlyImagesOfTheKilledWorkerWereAskedForAgain(String killed) {
        var byUrl =
                requests().stream()
                        .collect(
                                Collectors.groupingBy(
                                        request -> request.header("host") + request.path(),
                                        Collectors.mapping(
                                                request -> request.header("user-agent"),
                                                Collectors.toList())));
        assertThat(byUrl).hasSize(IMAGES);
        assertThat(byUrl.values())
                .filteredOn(askers -> askers.size() > 1)
                .allSatisfy(
                        askers -> {
                            assertThat(askers).hasSize(2);
                            assertThat(askers.getFirst()).isEqualTo(killed);
                        });
    }

    private Map<String, Long> requestsByNode() {
        return requests().stream()
                .collect(
                        Collectors.groupingBy(
                                request -> String.valueOf(request.header("user-agent")),
                                Collectors.counting()));
    }

    private List<Request> requests() {
        return origins.stream().flatMap(origin -> origin.requests().stream()).toList();
    }

    private static void assertEveryNodeGivesTheResults(String id, Fleet.Node... nodes)
            throws Exception {
        for (var node : nodes) {
            var results = text(node.url("/v1/batches/" + id + "/results.csv")).lines().toList();
            assertThat(results).hasSize(IMAGES + 1);
            var links =
                    results.stream()
                            .skip(1)
                            .map(line -> line.substring(line.lastIndexOf(',') + 1))
                            .toList();
            assertThat(new HashSet<>(links)).hasSize(IMAGES);
            assertThat(links).allMatch(link -> link.startsWith("http://fleet.example.com/files/"));
            var path = links.getFirst().substring("http://fleet.example.com".length());
            assertThat(Pictures.read(get(node.url(path)).body()).getWidth()).isEqualTo(96);
            assertThat(Zips.names(get(node.url("/v1/batches/" + id + "/results.zip")).body()))
                    .hasSize(IMAGES + 1);
        }
    }

    /// The batch and its images, as the database has them.
    private List<Map<String, @Nullable Object>> rows() {
        var rows =
                new ArrayList<>(
                        fleet.db()
                                .sql(
                                        "select status, pending, processed, stored, failed, finished_at from batch")
                                .query()
                                .listOfRows());
        rows.addAll(
                fleet.db()
                        .sql(
                                "select lane, image_no, status, attempts, ms, ended_at from image order by lane, image_no")
                        .query()
                        .listOfRows());
        return rows;
    }

    private static String upload(Fleet.Node web, String csv) throws Exception {
        var form = new Form().file("file", "products.csv", csv);
        var answer =
                HTTP.send(
                        form.to(URI.create(web.url("/v1/batches"))),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return Server.json(answer.body()).get("id").asString();
    }

    private static HttpResponse<byte[]> get(String url) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(String url) throws Exception {
        return new String(get(url).body(), StandardCharsets.UTF_8);
    }
}
