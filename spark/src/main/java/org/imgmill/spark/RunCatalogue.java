package org.imgmill.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.imgmill.catalogue.CatalogueHeader;
import scala.Tuple2;

/// The job: `spark-submit --class org.imgmill.spark.RunCatalogue imgmill-spark.jar --catalogue=...
/// --to=...`
///
/// ```
/// catalogue -> rows -> distinct images -> less what is done -> parts by host -> fetched -> journal
///                |                                                                           |
///                +--------------------- results, catalogue, CSV <----------------------------+
/// ```
public final class RunCatalogue {

    private final SparkSession spark;
    private final Options options;
    private final Settings settings;

    private RunCatalogue(SparkSession spark, Options options) {
        this.spark = spark;
        this.options = options;
        this.settings = Settings.of(options);
    }

    /// Ends with 0 when every image has an ending, with 2 when it was asked for something
    /// impossible.
    public static void main(String[] args) throws IOException {
        int status;
        try {
            var options = Options.parse(args);
            options.needed("catalogue");
            var settings = Settings.of(options);
            SparkSession spark = session(settings.run());
            try {
                new RunCatalogue(spark, options).run();
            } finally {
                spark.stop();
            }
            status = 0;
        } catch (Options.Wrong e) {
            System.err.println("imgmill: " + e.getMessage());
            System.err.println();
            System.err.print(Options.usage());
            status = 2;
        }
        if (status != 0) {
            System.exit(status);
        }
    }

    private static SparkSession session(String run) {
        var spark =
                SparkSession.builder()
                        .appName("imgmill " + run)
                        // Columns that are not read also decide where a row of a CSV ends.
                        .config("spark.sql.csv.parser.columnPruning.enabled", "false")
                        .getOrCreate();
        if (spark.sparkContext().getConf().getBoolean("spark.speculation", false)) {
            spark.stop();
            throw new Options.Wrong(
                    "spark.speculation=true would ask hosts for the same images twice at a time; switch it off.");
        }
        return spark;
    }

    private void run() throws IOException {
        var plan = new PlanImages(spark, settings);
        var scan = scan();
        plan.read(scan);
        var header = header(scan, plan);
        long perPart = options.number("images-per-part", 20_000, 1, 100_000_000);
        int hostParts = (int) options.number("host-parts", 4, 1, 4);
        var todo = plan.plan(header, perPart);
        sayPlan(todo, perPart, hostParts);
        if (options.flag("plan-only")) {
            return;
        }
        if (settings.decoders().isEmpty()) {
            say(
                    "No --decoders: JPEGs are made into JPEGs, all other images end as "
                            + OutputEnding.UNSUPPORTED_HERE
                            + ".");
        }
        fetch(plan, todo, perPart, hostParts);
        write(plan, header);
    }

    private Scan scan() throws IOException {
        var given = new Path(options.needed("catalogue"));
        var fs = given.getFileSystem(spark.sparkContext().hadoopConfiguration());
        var mapped = Mapped.of(options);
        var files = new ArrayList<String>();
        try {
            for (var found = fs.listFiles(given, true); found.hasNext(); ) {
                FileStatus file = found.next();
                String name = file.getPath().getName();
                if (file.getLen() > 0 && !name.startsWith("_") && !name.startsWith(".")) {
                    files.add(file.getPath().toString());
                }
            }
        } catch (FileNotFoundException e) {
            throw new Options.Wrong("there is nothing at " + given + ".");
        }
        if (files.isEmpty()) {
            throw new Options.Wrong("there is no file in " + given + ".");
        }
        files.sort(Comparator.naturalOrder());
        String first = files.getFirst().toLowerCase(Locale.ROOT);
        if (first.endsWith(".parquet")) {
            return new ScanTable(spark.read().parquet(given.toString()), mapped);
        }
        if (first.matches(".*[.](jsonl|ndjson)([.](gz|zst|bz2))?")) {
            return new ScanTable(spark.read().json(given.toString()), mapped);
        }
        return new ScanFiles(spark, List.copyOf(files), mapped);
    }

    /// @throws Options.Wrong where a file is no catalogue
    private CatalogueHeader header(Scan scan, PlanImages plan) {
        var notes = ScanFiles.notes(plan.rows());
        var problems =
                notes.stream()
                        .filter(note -> !note.problems().isEmpty())
                        .map(note -> note.file() + ": " + String.join("\n  ", note.problems()))
                        .toList();
        if (!problems.isEmpty()) {
            throw new Options.Wrong(String.join("\n", problems));
        }
        return scan.header(notes);
    }

    private void sayPlan(PlanImages.Plan plan, long perPart, int hostParts) {
        say(
                "%d distinct images, %d of them to fetch, from %d hosts."
                        .formatted(plan.images(), plan.todo(), plan.hosts()));
        Duration latency = Settings.time(options, "latency", Duration.ofMillis(250));
        long parts = Math.clamp((plan.longest() + perPart - 1) / perPart, 1, hostParts);
        var longest = latency.multipliedBy(plan.longest() / (parts * settings.window()) + 1);
        say(
                "The host with most images has %d; at %d ms each and %d at a time they take %s or longer."
                        .formatted(
                                plan.longest(),
                                latency.toMillis(),
                                parts * settings.window(),
                                words(longest)));
        for (var host : plan.large().subList(0, Math.min(10, plan.large().size()))) {
            say("  %s: %d images".formatted(host.host(), host.images()));
        }
    }

    private static String words(Duration time) {
        return time.toHours() > 0
                ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
                : time.toMinutes() > 0
                        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                        : "%d s".formatted(time.toSeconds());
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private void fetch(PlanImages plan, PlanImages.Plan todo, long perPart, int hostParts) {
        if (todo.todo() == 0) {
            return;
        }
        long large = todo.large().stream().mapToLong(PlanImages.LargeHost::images).sum();
        int cores = spark.sparkContext().defaultParallelism();
        var parts =
                new Parts(
                        todo.large(),
                        todo.todo() - large,
                        perPart,
                        hostParts,
                        (int) Math.min(2L * cores, Math.max(1, todo.todo() / 64)));
        var counters = Progress.Counters.of(spark.sparkContext());
        Jobs.say(spark, "fetching %d images".formatted(todo.todo()));
        var images =
                plan.todo()
                        .select("key", "url", "host", "name")
                        .javaRDD()
                        .map(
                                row ->
                                        new PlannedImage(
                                                row.getString(0),
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3)));
        JavaPairRDD<Parts.Slot, PlannedImage> placed =
                images.mapToPair(image -> new Tuple2<>(parts.slot(image), image));
        var hadoop = new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        String session = UUID.randomUUID().toString().substring(0, 8);
        var progress = Progress.start(spark.sparkContext(), counters, todo.todo());
        try (progress) {
            placed.repartitionAndSortWithinPartitions(parts)
                    .foreachPartition(new FetchImages(settings, session, hadoop, counters));
        }
    }

    private void write(PlanImages plan, CatalogueHeader header) throws IOException {
        var results = new WriteResults(spark, settings, plan);
        results.images();
        long missing = results.missing();
        if (missing > 0) {
            throw new IllegalStateException(
                    "%d images have no ending; run it again under the same name."
                            .formatted(missing));
        }
        results.catalogue(header);
        if (options.flag("csv")) {
            results.csv(header);
        }
        results.removeOrphans();
        var failed = results.results().filter("code is not null");
        long images = failed.select("key").distinct().count();
        long partial = failed.filter("partial").select("key").distinct().count();
        say(
                "%d images stored, %d failed%s: %s"
                        .formatted(
                                plan.images().count() - images,
                                images,
                                partial == 0 ? "" : ", %d of them partial".formatted(partial),
                                settings.to()));
    }
}
