package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Strangers that take their time cost a socket each, and nobody else's place.
@Timeout(240)
class SlowHostsTest {

    private static final int HOSTS = 100;
    private static final int TRIES = 4;

    /// However long this machine takes to bring them all together.
    private static final String[] PATIENT = {
        "--imgmill.outbound.timeout=10m", "--imgmill.outbound.idle-timeout=10m"
    };

    @Test
    void sevenBatchesOfAHundredSlowHostsAreAllAskedAtTheSameTimeAndOnce() {
        allAtTheSameTime(7);
    }

    @Test
    void twentyBatchesOfAHundredSlowHostsAreAllAskedAtTheSameTimeAndOnce() {
        allAtTheSameTime(20);
    }

    private static void allAtTheSameTime(int batches) {
        try (var server = Server.start(PATIENT);
                var hosts = ManyHosts.start()) {
            var ids = new ArrayList<String>();
            for (int batch = 0; batch < batches; batch++) {
                ids.add(server.upload(hosts.catalogue("held", HOSTS, batch)));
            }
            await(hosts, batches * HOSTS);

            var quick = server.run(hosts.catalogue("quick", HOSTS, batches));
            assertThat(quick.at("/counts/stored").asInt()).isEqualTo(HOSTS);
            hosts.open();

            for (var id : ids) {
                assertThat(server.awaitEnd(id).at("/counts/stored").asInt()).isEqualTo(HOSTS);
            }
            assertThat(hosts.asked()).hasSize((batches + 1) * HOSTS);
            assertThat(hosts.asked().values()).extracting(AtomicInteger::get).containsOnly(1);
        }
    }

    @Test
    void lanesThatOnlyWaitHoldNoPlaceHoweverFewThereAre() {
        try (var server =
                        Server.start(
                                "--imgmill.processing.lanes=2",
                                "--imgmill.processing.slice=200ms");
                var hosts = ManyHosts.start()) {
            var slow = server.upload(hosts.catalogue("held", HOSTS, 0));
            await(hosts, HOSTS);

            var quick = server.run(hosts.catalogue("quick", HOSTS, 1));

            assertThat(quick.at("/counts/stored").asInt()).isEqualTo(HOSTS);
            assertThat(server.batch(slow).at("/counts/processed").asInt()).isZero();
            hosts.open();
            assertThat(server.awaitEnd(slow).at("/counts/stored").asInt()).isEqualTo(HOSTS);
            assertThat(hosts.asked().values()).extracting(AtomicInteger::get).containsOnly(1);
        }
    }

    @Test
    void hostsThatHangFailAfterTheirTriesHoweverMany() {
        int silent = 1_000;
        try (var server = Server.start("--imgmill.outbound.idle-timeout=3s");
                var hosts = ManyHosts.start()) {
            var hanging = server.upload(hosts.catalogue("silent", silent, 0));

            var quick = server.run(hosts.catalogue("quick", HOSTS, 1));
            var batch = server.awaitEnd(hanging);

            assertThat(quick.at("/counts/stored").asInt()).isEqualTo(HOSTS);
            assertThat(batch.at("/counts/failed").asInt()).isEqualTo(silent);
            assertThat(
                            server.db()
                                    .sql("select distinct attempts from image where status = 2")
                                    .query(Integer.class)
                                    .list())
                    .containsExactly(TRIES);
            assertThat(hosts.asked().entrySet())
                    .filteredOn(url -> url.getKey().contains("/silent/"))
                    .extracting(url -> url.getValue().get())
                    .hasSize(silent)
                    .containsOnly(TRIES);
        }
    }

    @Test
    void aBatchThatMayBeginNothingMoreLeavesHalfOfWhatMayBeInFlightToOthers() {
        int inFlight = 80;
        try (var server = Server.start("--imgmill.processing.in-flight=" + inFlight);
                var hosts = ManyHosts.start()) {
            var greedy = server.upload(hosts.catalogue("held", 3 * HOSTS, 0));
            await(hosts, inFlight / 2);

            var quick = server.run(hosts.catalogue("quick", HOSTS, 1));

            assertThat(quick.at("/counts/stored").asInt()).isEqualTo(HOSTS);
            assertThat(hosts.held()).as("of the greedy batch").isEqualTo(inFlight / 2);
            hosts.open();
            assertThat(server.awaitEnd(greedy).at("/counts/stored").asInt()).isEqualTo(3 * HOSTS);
        }
    }

    private static void await(ManyHosts hosts, int held) {
        Eventually.until("hosts hold " + held, () -> hosts.held() >= held);
    }
}
