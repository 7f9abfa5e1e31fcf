package org.imgmill.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.spark.SparkFiles;
import org.imgmill.fetch.Body;
import org.imgmill.fetch.Download;
import org.imgmill.fetch.Fetch;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.TranscodeLimits;
import org.imgmill.transcode.Transcoded;
import org.imgmill.transcode.Transcoder;
import org.jspecify.annotations.Nullable;

/// Downloads and transcodes for all tasks of an executor: one downloader, one pool of threads for
/// pixels and one set of decoders in a JVM, however many tasks run in it.
final class MakeImages {

    private static final Map<Settings, MakeImages> OF_THIS_JVM = new HashMap<>();

    /// A megabyte of download counts as so many permits.
    private static final int KILOBYTE = 1024;

    private final Fetch fetch;
    private final Transcoder transcoder;
    private final ExecutorService pixels;

    /// Bodies and outputs that are held at a time, in kilobytes of download.
    private final Semaphore room;

    private final int mostRoom;

    private MakeImages(Settings settings, Path folder) {
        int cores = Runtime.getRuntime().availableProcessors();
        this.fetch = Fetch.open(settings.fetch(), folder.resolve("downloads"));
        this.transcoder =
                Transcoder.start(
                        TranscodeLimits.DEFAULT
                                .withWorkers(cores)
                                .withDirectory(folder.resolve("decoders"))
                                .withJava(java(settings.decoders())));
        this.pixels =
                Executors.newFixedThreadPool(
                        cores, Thread.ofPlatform().daemon().name("pixels-", 0).factory());
        this.mostRoom = (int) Math.max(1024, Runtime.getRuntime().maxMemory() / 6 / KILOBYTE);
        this.room = new Semaphore(mostRoom);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "decoders-end"));
    }

    /// It lives as long as the JVM, as Spark's executors do.
    static synchronized MakeImages of(Settings settings) {
        return OF_THIS_JVM.computeIfAbsent(settings, MakeImages::start);
    }

    private static MakeImages start(Settings settings) {
        try {
            // Below Spark's own folder, which goes with the executor, also after a kill.
            Path spark = Path.of(SparkFiles.getRootDirectory()).toAbsolutePath();
            return new MakeImages(settings, Files.createTempDirectory(spark, "imgmill"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for downloads", e);
        }
    }

    /// A path as it is, or one within the files that came with `--archives`.
    private static @Nullable Path java(String decoders) {
        if (decoders.isEmpty()) {
            return null;
        }
        Path java = Path.of(decoders, "bin", "java");
        Path given = java.isAbsolute() ? java : Path.of(SparkFiles.get(java.toString()));
        Path here = Files.isExecutable(given) ? given : java.toAbsolutePath();
        if (!Files.isExecutable(here)) {
            throw new IllegalStateException("--decoders: there is no program " + here);
        }
        return here;
    }

    /// How a try to make an image ended.
    sealed interface Made {}

    /// It was transcoded; its room is to be given back when the outputs are laid down.
    ///
    /// @param each output, in the order of the recipes
    record Results(List<Result> each, long bytesIn, Room room) implements Made {}

    /// How one output ended.
    sealed interface Result {}

    /// It is there.
    record Picture(Transcoded.Done done) implements Result {}

    /// The input is the trouble.
    record Refused(Transcoded.Refused refused) implements Result {}

    /// It needs a decoder, and there is none.
    record NoDecoder() implements Result {}

    /// There is nothing to transcode.
    record NoImage(Download download) implements Made {}

    /// A share of the memory for bodies and outputs.
    record Room(Semaphore of, int permits) implements AutoCloseable {
        @Override
        public void close() {
            of.release(permits);
        }
    }

    /// One try, in the caller's thread, which should be virtual.
    Made make(String url, List<Recipe> recipes) throws InterruptedException {
        return switch (fetch.downloads().fetch(url)) {
            case Download.Complete(var body) -> transcode(body, recipes);
            case Download other -> new NoImage(other);
        };
    }

    private Made transcode(Body body, List<Recipe> recipes) throws InterruptedException {
        try (body) {
            // each further output as half a download: most are made smaller
            long held = body.length() * (recipes.size() + 1) / 2;
            int permits = Math.clamp(held / KILOBYTE + 1, 1, mostRoom);
            room.acquire(permits);
            var mine = new Room(room, permits);
            boolean kept = false;
            try {
                byte[] bytes = body.bytes();
                int length = (int) body.length();
                var each = transcode(bytes, length, recipes);
                kept = true;
                return new Results(each, length, mine);
            } catch (UncheckedIOException e) {
                return new NoImage(new Download.NotKept(String.valueOf(e.getMessage())));
            } finally {
                if (!kept) {
                    mine.close();
                }
            }
        }
    }

    private List<Result> transcode(byte[] bytes, int length, List<Recipe> recipes)
            throws InterruptedException {
        var work = pixels.submit(() -> together(bytes, length, recipes));
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RuntimeException ours -> ours;
                case Error ours -> throw ours;
                case null, default -> new IllegalStateException(e);
            };
        } catch (InterruptedException e) {
            work.cancel(true);
            throw e;
        }
    }

    private List<Result> together(byte[] bytes, int length, List<Recipe> recipes)
            throws InterruptedException {
        try {
            return transcoder.transcode(bytes, length, recipes).stream()
                    .map(MakeImages::result)
                    .toList();
        } catch (Transcoder.NoDecoder one) {
            return recipes.size() == 1
                    ? List.of(new NoDecoder())
                    : oneByOne(bytes, length, recipes);
        }
    }

    /// Some need a decoder, and there is none; others may not.
    private List<Result> oneByOne(byte[] bytes, int length, List<Recipe> recipes)
            throws InterruptedException {
        var each = new ArrayList<Result>(recipes.size());
        for (Recipe recipe : recipes) {
            each.addAll(together(bytes, length, List.of(recipe)));
        }
        return List.copyOf(each);
    }

    private static Result result(Transcoded made) {
        return switch (made) {
            case Transcoded.Done done -> new Picture(done);
            case Transcoded.Refused refused -> new Refused(refused);
        };
    }

    private void close() {
        pixels.shutdownNow();
        transcoder.close();
        fetch.close();
    }
}
