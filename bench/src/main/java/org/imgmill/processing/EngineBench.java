package org.imgmill.processing;

import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.imgmill.Imgmill;
import org.imgmill.batch.Batch;
import org.imgmill.batch.BatchEvent;
import org.imgmill.batch.Batches;
import org.imgmill.batch.Face;
import org.imgmill.batch.Link;
import org.imgmill.batch.NewBatch;
import org.imgmill.bench.Cpu;
import org.imgmill.bench.TemporaryFolder;
import org.imgmill.output.Output;
import org.imgmill.transcode.Recipe;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.event.TransactionalEventListener;

/// Measures our own machinery alone: lanes, endings and counters, with no download, codec or
/// storage behind them.
///
/// Lives in the package it measures, because only this bench needs the seam that leaves the real
/// work out.
public final class EngineBench {

    private static final int HOSTS = 64;

    private EngineBench() {}

    /// Named as a source, not found by a component scan: each bench has its own.
    static class NoWork {

        private final ConcurrentHashMap<UUID, CompletableFuture<Void>> ended =
                new ConcurrentHashMap<>();

        @Bean
        @Primary
        ImageTry nothing() {
            return (turn, due, _, _) -> NotWorkedOn.stored(turn, due, 1);
        }

        /// What metrics cost is measured apart.
        @Bean
        @Primary
        TryListener nobody() {
            return (_, _, _, _) -> {};
        }

        CompletableFuture<Void> ended(UUID batch) {
            return ended.computeIfAbsent(batch, _ -> new CompletableFuture<>());
        }

        @TransactionalEventListener
        void heard(BatchEvent.Ended event) {
            ended(event.batch()).complete(null);
        }
    }

    /// @param counts of images
    /// @param outputs of each image
    public static void run(String[] counts, int outputs) throws Exception {
        var sizes = List.of(counts).stream().map(Integer::valueOf).toList();
        try (var directory = new TemporaryFolder()) {
            var application = new SpringApplication(Imgmill.class, NoWork.class);
            try (var server =
                    application.run(
                            "--server.port=0",
                            "--imgmill.data-dir=" + directory.path(),
                            "--logging.level.root=WARN")) {
                var postgres =
                        Long.parseLong(
                                Files.readAllLines(
                                                directory
                                                        .path()
                                                        .resolve("postgres/data/postmaster.pid"))
                                        .getFirst());
                measure(server, postgres, 20_000, outputs);
                System.out.println(
                        "| images | images/s | CPU us/image JVM | CPU us/image PostgreSQL | transactions/1,000 | WAL bytes/image, intake | and after | bytes on disk/image |");
                System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|");
                for (int size : sizes) {
                    System.out.println(measure(server, postgres, size, outputs));
                }
            }
        }
    }

    private static String measure(
            ConfigurableApplicationContext server, long postgres, int images, int outputs)
            throws Exception {
        var db = server.getBean(JdbcClient.class);
        var batches = server.getBean(Batches.class);
        long transactions = transactions(db);
        long wal = wal(db);
        long disk = disk(db);
        var batch = accept(batches, images, outputs);
        long walOfIntake = wal(db) - wal;
        long intake = System.nanoTime();
        var afterIntake = Cpu.now(postgres);
        server.getBean(NoWork.class).ended(batch.id()).get();
        double seconds = (System.nanoTime() - intake) / 1e9;
        var used = Cpu.now(postgres).minus(afterIntake);
        var done = batches.find(batch.id()).orElseThrow();
        if (done.counts().stored() != images) {
            throw new IllegalStateException(
                    "only " + done.counts().stored() + " of " + images + " were stored");
        }
        return String.format(
                Locale.ROOT,
                "| %,d | %,.0f | %.1f | %.1f | %.1f | %d | %d | %d |",
                images,
                images / seconds,
                used.ownMicros() / (double) images,
                used.othersMicros() / (double) images,
                (transactions(db) - transactions) * 1000.0 / images,
                walOfIntake / images,
                (wal(db) - wal - walOfIntake) / images,
                (disk(db) - disk) / images);
    }

    /// Bytes of PostgreSQL's log so far.
    private static long wal(JdbcClient db) {
        return db.sql("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
                .query(Long.class)
                .single();
    }

    /// Bytes of products and images, their indexes included.
    private static long disk(JdbcClient db) {
        return db.sql("select pg_total_relation_size('image') + pg_total_relation_size('product')")
                .query(Long.class)
                .single();
    }

    private static Batch accept(Batches batches, int images, int outputs) {
        var several =
                outputs == 1
                        ? List.<Output>of()
                        : IntStream.range(0, outputs)
                                .mapToObj(i -> new Output("size_" + i, Recipe.DEFAULT))
                                .toList();
        return batches.accept(
                new NewBatch("bench.csv", Face.NATIVE, null, Recipe.DEFAULT, 0, null)
                        .making(several),
                intake -> {
                    for (int i = 0; i < images; i++) {
                        var host = "host-" + i % HOSTS + ".example.com";
                        var url = "http://" + host + "/catalogue/2026/autumn/picture-" + i + ".jpg";
                        intake.product(
                                i + 2,
                                new String[] {Integer.toString(i), "Product", url},
                                List.of(new Link(url, host)));
                    }
                    return new Batches.Filled("{}", List.of(), 0);
                });
    }

    private static long transactions(JdbcClient db) {
        return db.sql("select xact_commit from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }
}
