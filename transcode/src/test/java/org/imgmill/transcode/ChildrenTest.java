package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.Transcoded.Refused;
import org.imgmill.transcode.child.Child;
import org.imgmill.transcode.child.MisbehavingChild;
import org.imgmill.transcode.pool.Launch;
import org.imgmill.transcode.pool.Unpacked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Children that die, hang, lie and grow, in the middle of a picture.
///
/// Long: a list of ways to die, each with what must still work afterwards.
class ChildrenTest {

    private static final byte[] PHOTO = Pictures.jpeg(Pictures.photo(200, 150), 0.9f);

    private static final TranscodeLimits LIMITS =
            TranscodeLimits.DEFAULT.withWorkers(2).withDeadline(Duration.ofSeconds(5));

    @TempDir Path scratch;

    private Transcoder misbehaving(String how, int times, TranscodeLimits limits) {
        Unpacked parts = Unpacked.in(limits);
        Launch real = Launch.of(limits, parts);
        String tests = System.getProperty("java.class.path");
        List<String> command =
                new ArrayList<>(
                        real.command().stream()
                                .map(
                                        word ->
                                                word.equals(parts.classPath())
                                                        ? word + File.pathSeparator + tests
                                                        : word)
                                .map(
                                        word ->
                                                word.equals(Child.class.getName())
                                                        ? MisbehavingChild.class.getName()
                                                        : word)
                                .toList());
        command.addAll(List.of(how, Integer.toString(times), scratch.toString()));
        return new Transcoder(
                limits,
                JpegPath.NONE,
                Watermarks.NONE,
                parts,
                new Launch(command, real.environment(), real.directory()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "is killed",
                "crashes",
                "stops",
                "leaves",
                "talks garbage",
                "stops talking half-way",
                "claims gigabytes",
                "says what is no picture is one",
                "says it is ready instead"
            })
    void aChildThatMisbehavesIsReplacedAndNoImageIsLost(String how) throws Exception {
        try (var transcoder = misbehaving(how, 1, LIMITS);
                var threads = Executors.newFixedThreadPool(2)) {
            List<Future<Transcoded>> endings =
                    IntStream.range(0, 6)
                            .mapToObj(
                                    _ ->
                                            threads.submit(
                                                    () ->
                                                            transcoder.transcode(
                                                                    PHOTO,
                                                                    PHOTO.length,
                                                                    Recipe.DEFAULT)))
                            .toList();

            for (Future<Transcoded> ending : endings) {
                assertThat(ending.get()).isInstanceOf(Done.class);
            }
            assertThat(transcoder.children().lost()).isEqualTo(1);
            assertThat(transcoder.children().busy()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eats memory", "eats shared memory"})
    void aChildThatGrowsTooLargeIsReplaced(String how) throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "limits on data are Linux's");
        TranscodeLimits tight =
                LIMITS.withChildBytes(256 << 20).withDeadline(Duration.ofSeconds(60));
        try (var transcoder = misbehaving(how, 1, tight)) {
            Transcoded ending = transcoder.transcode(PHOTO, PHOTO.length, Recipe.DEFAULT);

            assertThat(ending).isInstanceOf(Done.class);
            assertThat(transcoder.children().lost()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"is killed,TRANSCODER_CRASH", "stops,TRANSCODE_TIMEOUT"})
    void anImageThatIsLostTwiceIsGivenUpAndTheNextOneGoesOn(String how, Reason reason)
            throws Exception {
        try (var transcoder = misbehaving(how, 2, LIMITS)) {
            assertThat(transcoder.transcode(PHOTO, PHOTO.length, Recipe.DEFAULT))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(reason));
            assertThat(transcoder.transcode(PHOTO, PHOTO.length, Recipe.DEFAULT))
                    .isInstanceOf(Done.class);
            assertThat(transcoder.children().lost()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void aChildOutlivesWhatEndsItsParent(String signal) throws Exception {
        try (var transcoder = Transcoder.start(LIMITS, JpegPath.NONE)) {
            transcoder.transcode(PHOTO, PHOTO.length, Recipe.DEFAULT);
            long pid = onlyChild().pid();

            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();

            assertThat(transcoder.transcode(PHOTO, PHOTO.length, Recipe.DEFAULT))
                    .isInstanceOf(Done.class);
            assertThat(transcoder.children().started()).isEqualTo(1);
        }
    }

    @Test
    void aChildEndsWithItsParentHoweverThatEnds() throws Exception {
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ShortLivedParent.class.getName(),
                                scratch.toString())
                        .start();
        try (BufferedReader out = parent.inputReader(StandardCharsets.US_ASCII)) {
            ProcessHandle child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            assertThat(child.isAlive()).isTrue();

            parent.destroyForcibly().waitFor();

            Awaitility.await()
                    .atMost(1, TimeUnit.MINUTES)
                    .until(() -> !child.isAlive() || isZombie(child));
        } finally {
            parent.destroyForcibly();
        }
    }

    /// In a container whose first process buries nobody, the dead stay listed.
    private static boolean isZombie(ProcessHandle process) throws IOException {
        Path stat = Path.of("/proc/" + process.pid() + "/stat");
        return Files.exists(stat) && Files.readString(stat).contains(") Z ");
    }

    @Test
    void aChildKnowsNothingOfTheServersEnvironment() {
        Map<String, String> environment =
                Launch.of(LIMITS, Unpacked.in(LIMITS.withDirectory(scratch))).environment();

        assertThat(environment.keySet())
                .isSubsetOf(
                        "MALLOC_ARENA_MAX",
                        "VIPS_WARNING",
                        "VIPS_CONCURRENCY",
                        "VIPS_DISC_THRESHOLD",
                        "LANG",
                        "LC_ALL",
                        "LC_CTYPE",
                        "LD_LIBRARY_PATH",
                        "DYLD_LIBRARY_PATH");
    }

    @Test
    void noChildStartsBeforeItIsNeeded() throws Exception {
        byte[] text = "no image".getBytes(StandardCharsets.US_ASCII);
        try (var transcoder = Transcoder.start(LIMITS, JpegPath.NONE)) {
            transcoder.transcode(text, text.length, Recipe.DEFAULT);
            assertThat(transcoder.children().started()).isZero();

            transcoder.transcode(PHOTO, PHOTO.length, Recipe.DEFAULT);
            assertThat(transcoder.children().alive()).isEqualTo(1);
        }
    }

    @Test
    void aClosedTranscoderLeavesNoChildAndNoFileBehind() throws Exception {
        Unpacked parts = Unpacked.in(LIMITS);
        var transcoder =
                new Transcoder(
                        LIMITS, JpegPath.NONE, Watermarks.NONE, parts, Launch.of(LIMITS, parts));
        transcoder.transcode(PHOTO, PHOTO.length, Recipe.DEFAULT);
        ProcessHandle child = onlyChild();

        transcoder.close();

        child.onExit().get(1, TimeUnit.MINUTES);
        assertThat(parts.directory()).doesNotExist();
    }

    @Test
    void aLibraryThatIsNotThereIsAClearRefusalToStartThatLeavesNothingBehind() throws Exception {
        TranscodeLimits wrong = LIMITS.withLibvips(scratch.resolve("libvips.so"));
        var before = emptyFolders();

        assertThatThrownBy(() -> Transcoder.start(wrong))
                .hasMessageContaining("there is no libvips at");

        // One that another JVM of the tests makes just now is empty for a moment.
        Awaitility.await().until(() -> before.containsAll(emptyFolders()));
    }

    private static Set<Path> emptyFolders() throws IOException {
        var empty = new HashSet<Path>();
        Path all = Path.of(System.getProperty("java.io.tmpdir"));
        try (var folders = Files.newDirectoryStream(all, "imgmill-transcode*")) {
            for (Path folder : folders) {
                if (isEmpty(folder)) {
                    empty.add(folder);
                }
            }
        }
        return empty;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Test
    void aLibraryThatIsNoneIsNamedInTheRefusal() throws Exception {
        Path fake = Files.writeString(scratch.resolve("libvips.so"), "not a library");
        try (var transcoder = Transcoder.start(LIMITS.withLibvips(fake), JpegPath.NONE)) {
            assertThat(transcoder.transcode(PHOTO, PHOTO.length, Recipe.DEFAULT))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> {
                                assertThat(refused.reason()).isEqualTo(Reason.TRANSCODER_CRASH);
                                assertThat(refused.detail()).contains(fake.toString());
                            });
        }
    }

    private static ProcessHandle onlyChild() {
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        assertThat(children).hasSize(1);
        return children.getFirst();
    }
}
