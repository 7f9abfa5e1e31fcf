package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imgmill.fetch.DownloadsTest.IMAGE;
import static org.imgmill.fetch.DownloadsTest.body;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.imgmill.fetch.Unreached.Blocked;
import org.imgmill.fetch.Unreached.DnsFailed;
import org.imgmill.origin.NameServers;
import org.imgmill.origin.NameServers.Said;
import org.imgmill.origin.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/// Long: every test needs the name server below, whose answers are the tests.
@Timeout(60)
class NamesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;
    private final AtomicLong now = new AtomicLong();

    @Test
    void aNameOfBothFamiliesHasTheAddressesOfBoth() throws Exception {
        try (var server = NameServers.start(NamesTest::both);
                var names = names(server)) {
            assertThat(find(names, "a.example"))
                    .containsExactlyInAnyOrder(address("192.0.2.1"), address("2001:db8::1"));
            assertThat(server.asked()).containsExactlyInAnyOrder("a.example A", "a.example AAAA");
        }
    }

    private static Said both(String name, String type, boolean tcp) {
        return type.equals("A")
                ? Said.answers(name + ". 60 IN A 192.0.2.1")
                : Said.answers(name + ". 60 IN AAAA 2001:db8::1");
    }

    @Test
    void anAddressNeedsNoNameServerAndAListedNameNeither() throws Exception {
        try (var server = NameServers.start((_, _, _) -> null);
                var names = names(server)) {
            assertThat(find(names, "192.0.2.7")).containsExactly(address("192.0.2.7"));
            assertThat(find(names, "2001:db8::7")).containsExactly(address("2001:db8::7"));
            assertThat(find(names, "localhost")).contains(address("127.0.0.1"));
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void anAnswerIsKeptForItsTimeWithinBounds() throws Exception {
        try (var server =
                        NameServers.start(
                                (name, type, _) ->
                                        type.equals("A")
                                                ? Said.answers(
                                                        name
                                                                + (name.startsWith("short")
                                                                        ? ". 0 IN A 192.0.2.1"
                                                                        : name.startsWith("long")
                                                                                ? ". 999999 IN A"
                                                                                        + " 192.0.2.1"
                                                                                : ". 60 IN A"
                                                                                        + " 192.0.2.1"))
                                                : Said.nobody(1));
                var names = names(server)) {
            assertHolds(names, server, "a.example", Duration.ofSeconds(60));
            assertHolds(names, server, "short.example", Duration.ofSeconds(10));
            assertHolds(names, server, "long.example", Duration.ofMinutes(10));
        }
    }

    @Test
    void thatThereIsNobodyIsKeptForItsTimeWithinBounds() throws Exception {
        try (var server =
                        NameServers.start(
                                (name, _, _) ->
                                        Said.nobody(
                                                name.startsWith("short")
                                                        ? 0
                                                        : name.startsWith("long") ? 999_999 : 60));
                var names = names(server)) {
            assertHolds(names, server, "a.example", Duration.ofSeconds(60));
            assertHolds(names, server, "short.example", Duration.ofSeconds(10));
            assertHolds(names, server, "long.example", Duration.ofMinutes(5));
        }
    }

    /// Asked once, not again just before its time is over, and again after it.
    private void assertHolds(Names names, NameServers server, String name, Duration time)
            throws InterruptedException {
        tryFind(names, name);
        now.addAndGet(time.toNanos() - 1);
        tryFind(names, name);
        assertThat(questions(server, name + " A")).as(name).isEqualTo(1);
        now.addAndGet(1);
        tryFind(names, name);
        assertThat(questions(server, name + " A")).as(name).isEqualTo(2);
    }

    private static long questions(NameServers server, String question) {
        return server.asked().stream().filter(question::equals).count();
    }

    @Test
    void whoAsksForTheSameNameWaitsForTheSameAnswer() throws Exception {
        var asked = new CountDownLatch(2);
        var answer = new CountDownLatch(1);
        try (var server =
                        NameServers.start(
                                (name, type, tcp) -> {
                                    asked.countDown();
                                    answer.await();
                                    return both(name, type, tcp);
                                });
                var names = names(server);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<List<InetAddress>>>();
            for (int i = 0; i < 100; i++) {
                var asker = new Asker("key", "batch " + i);
                all.add(threads.submit(() -> names.addresses("a.example", asker, PATIENCE)));
            }
            asked.await();
            answer.countDown();
            for (var one : all) {
                assertThat(one.get()).isNotEmpty();
            }
            assertThat(questions(server, "a.example A")).isOne();
        }
    }

    @Test
    void aPacketThatIsLostIsSentAgain() throws Exception {
        var lost = new AtomicInteger();
        try (var server =
                        NameServers.start(
                                (name, type, tcp) ->
                                        lost.incrementAndGet() <= 2
                                                ? null
                                                : both(name, type, tcp));
                var names = names(server)) {
            assertThat(find(names, "a.example")).isNotEmpty();
        }
    }

    @Test
    void anAnswerThatIsTooLargeForADatagramComesOverTcp() throws Exception {
        var records = new String[100];
        for (int i = 0; i < records.length; i++) {
            records[i] = "a.example. 60 IN A 192.0.2." + i;
        }
        try (var server =
                        NameServers.start(
                                (_, type, tcp) ->
                                        !type.equals("A")
                                                ? Said.nobody(1)
                                                : tcp ? Said.answers(records) : Said.cut());
                var names = names(server)) {
            assertThat(find(names, "a.example")).hasSize(100);
            assertThat(server.asked()).contains("a.example A", "a.example A tcp");
        }
    }

    @Test
    void aliasesAreFollowedThroughTheAnswerAndBeyondIt() throws Exception {
        try (var server =
                        NameServers.start(
                                (name, type, _) ->
                                        switch (name) {
                                            case "www.example" ->
                                                    Said.answers(
                                                            "www.example. 60 IN CNAME cdn.example.",
                                                            "cdn.example. 60 IN CNAME edge.example.");
                                            case "edge.example" ->
                                                    type.equals("A")
                                                            ? Said.answers(
                                                                    "edge.example. 60 IN A 192.0.2.9")
                                                            : Said.nobody(60);
                                            default ->
                                                    Said.answers(
                                                            name + ". 60 IN CNAME " + name + ".");
                                        });
                var names = names(server)) {
            assertThat(find(names, "www.example")).containsExactly(address("192.0.2.9"));
            assertThatThrownBy(() -> find(names, "loop.example"))
                    .isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void theNextServerIsAskedWhereOneIsInTrouble() throws Exception {
        try (var first = NameServers.start((_, _, _) -> Said.trouble());
                var second = NameServers.start(NamesTest::both)) {
            var servers = new DnsServers(List.of(first.address(), second.address()), List.of(), 1);
            try (var names = new Names(new DnsNames(() -> servers), now::get)) {
                assertThat(find(names, "a.example")).hasSize(2);
            }
        }
    }

    @Test
    void namesThatNobodyAnswersForKeepNoneOfAnotherBatchWaiting() throws Exception {
        var begun = new CountDownLatch(300);
        try (var server =
                        NameServers.start(
                                (name, type, tcp) -> {
                                    begun.countDown();
                                    return name.startsWith("dead") ? null : both(name, type, tcp);
                                });
                var names = names(server);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3000; i++) {
                var name = "dead" + i + ".example";
                var _ = threads.submit(() -> names.addresses(name, new Asker("a", "1"), PATIENCE));
            }
            begun.await();
            for (int i = 0; i < 24; i++) {
                assertThat(names.addresses("live" + i + ".example", new Asker("b", "2"), PATIENCE))
                        .hasSize(2);
            }
            threads.shutdownNow();
        }
    }

    @Test
    void aLookUpThatNobodyWaitsForAnyMoreIsNotBegun() throws Exception {
        var source = new HeldSource(1);
        try (var names = new Names(source, now::get);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var held =
                    threads.submit(() -> names.addresses("held.example", Asker.NOBODY, PATIENCE));
            source.asked.acquire();
            assertThatThrownBy(
                            () ->
                                    names.addresses(
                                            "gone.example", Asker.NOBODY, Duration.ofMillis(1)))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("in time");

            source.answer();

            assertThat(held.get()).hasSize(1);
            var next =
                    threads.submit(() -> names.addresses("next.example", Asker.NOBODY, PATIENCE));
            source.asked.acquire();
            source.answer();
            assertThat(next.get()).hasSize(1);
            assertThat(source.names).containsExactly("held.example", "next.example");
        }
    }

    @Test
    void aLookUpThatNobodyWaitsForAnyMoreAsksNoFurther() throws Exception {
        try (var server = NameServers.start((name, type, tcp) -> null);
                var names = names(server)) {
            assertThatThrownBy(
                            () ->
                                    names.addresses(
                                            "gone.example", Asker.NOBODY, Duration.ofMillis(1)))
                    .isInstanceOf(UnknownHostException.class);

            // It began later, and is asked for as often as a name is that nobody answers for.
            assertThatThrownBy(() -> find(names, "kept.example"))
                    .isInstanceOf(UnknownHostException.class);

            assertThat(server.asked().stream().filter(one -> one.equals("kept.example A")))
                    .hasSize(3);
            assertThat(server.asked().stream().filter(one -> one.equals("gone.example A")))
                    .hasSizeLessThan(2);
        }
    }

    /// Answers when it is told to.
    private static final class HeldSource implements NameSource {
        private final int places;
        private final Semaphore asked = new Semaphore(0);
        private final List<String> names = new ArrayList<>();
        private volatile CompletableFuture<Found> last = new CompletableFuture<>();

        HeldSource(int places) {
            this.places = places;
        }

        @Override
        public Lookup ask(String name, BooleanSupplier wanted) {
            names.add(name);
            last = new CompletableFuture<>();
            asked.release();
            return new Lookup(last, last);
        }

        void answer() {
            last.complete(new Found(List.of(address("192.0.2.1")), Duration.ofSeconds(10)));
        }

        @Override
        public int places() {
            return places;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void theSearchListIsUsedAsResolvConfSaysIt(int dots) throws TextParseException {
        var servers =
                new DnsServers(
                        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 53)),
                        List.of(Name.fromString("ns.svc.local."), Name.fromString("local.")),
                        dots);
        var searched =
                List.of(
                        Name.fromString("cdn.example.ns.svc.local."),
                        Name.fromString("cdn.example.local."));
        var itself = Name.fromString("cdn.example.");

        var candidates = servers.candidates(itself);

        assertThat(candidates).hasSize(3);
        assertThat(candidates.get(dots == 1 ? 0 : 2)).isEqualTo(itself);
        assertThat(candidates).containsAll(searched);
    }

    @Test
    void theGuardJudgesWhatANameServerSays() throws Exception {
        try (var origin = Origin.start();
                var server =
                        NameServers.start(
                                (name, type, _) ->
                                        !type.equals("A")
                                                ? Said.answers(name + ". 60 IN AAAA ::1")
                                                : name.equals("mixed.example")
                                                        ? Said.answers(
                                                                name + ". 60 IN A 10.0.0.1",
                                                                name + ". 60 IN A 127.0.0.1")
                                                        : Said.answers(
                                                                name + ". 60 IN A 10.0.0.1"));
                var door = Door.in(folder).allowing("127.0.0.1").source(source(server)).open()) {
            origin.serve("/", IMAGE);

            assertThat(body(door.downloads().fetch(origin.url("mixed.example", "/"))))
                    .isEqualTo(IMAGE);
            assertThat(door.downloads().fetch("http://private.example/"))
                    .isEqualTo(new Blocked("private.example"));
        }
    }

    @Test
    void aNameWithoutAnAddressIsSaidToBeSo() throws Exception {
        try (var server = NameServers.start((_, _, _) -> Said.nobody(60));
                var door = Door.in(folder).source(source(server)).open()) {
            for (int i = 0; i < 3; i++) {
                assertThat(door.downloads().fetch("http://gone.example/"))
                        .isEqualTo(new DnsFailed("gone.example"));
            }
            assertThat(server.asked()).hasSize(2);
        }
    }

    private Names names(NameServers server) {
        return new Names(source(server), now::get);
    }

    private static DnsNames source(NameServers server) {
        var servers = new DnsServers(List.of(server.address()), List.of(), 1);
        return new DnsNames(() -> servers);
    }

    private static List<InetAddress> find(Names names, String host)
            throws UnknownHostException, InterruptedException {
        return names.addresses(host, Asker.NOBODY, PATIENCE);
    }

    private static void tryFind(Names names, String host) throws InterruptedException {
        try {
            assertThat(find(names, host)).isNotEmpty();
        } catch (UnknownHostException nobody) {
            assertThat(nobody).hasMessageContaining("no address");
        }
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }
}
