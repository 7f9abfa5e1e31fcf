package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.Transcoded.Refused;
import org.imgmill.transcode.child.Child;
import org.imgmill.transcode.child.HostileChild;
import org.imgmill.transcode.confine.HostileAct;
import org.imgmill.transcode.confine.ThisProcess;
import org.imgmill.transcode.pool.Launch;
import org.imgmill.transcode.pool.Unpacked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// What a decoder can still do when a picture has taken it over: the real child, the real kernel,
/// and hostile code in the decoder's place.
///
/// Long: every act of a hostile decoder, and what each wall makes of it.
class ConfinedChildTest {

    private static final byte[] PHOTO = Pictures.jpeg(Pictures.photo(200, 150), 0.9f);
    private static final int EPERM = 1;
    private static final int EACCES = 13;
    private static final int EINVAL = 22;
    private static final int ENOTTY = 25;
    private static final int ENOSYS = 38;

    @TempDir Path folder;

    @BeforeEach
    void thisSystemCanConfine() {
        assumeTrue(
                ThisProcess.lacking().isEmpty(),
                () -> "this system cannot confine a process: " + ThisProcess.lacking());
    }

    private Refused endingOf(HostileAct act, String thread, Confinement confinement)
            throws Exception {
        Path secret = folder.resolve("password");
        if (!Files.exists(secret)) {
            Files.writeString(secret, "secret");
        }
        TranscodeLimits limits =
                TranscodeLimits.DEFAULT
                        .withWorkers(1)
                        .withConfinement(confinement)
                        .withDirectory(folder.resolve("transcode"));
        Unpacked parts = Unpacked.in(limits);
        Launch real = Launch.of(limits, parts);
        String tests = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(real.command());
        command.replaceAll(
                word ->
                        word.equals(parts.classPath())
                                ? word + File.pathSeparator + tests
                                : word.equals(Child.class.getName())
                                        ? HostileChild.class.getName()
                                        : word);
        command.addAll(List.of(act.name(), secret.toString(), thread));
        try (var transcoder =
                new Transcoder(
                        limits,
                        JpegPath.NONE,
                        Watermarks.NONE,
                        parts,
                        new Launch(command, real.environment(), real.directory()))) {
            Transcoded ending = transcoder.transcode(PHOTO, PHOTO.length, Recipe.DEFAULT);
            assertThat(ending).isInstanceOf(Refused.class);
            return (Refused) ending;
        }
    }

    /// Each of them ends the process, and the picture with it: nothing of it was done.
    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {
                "OPENS_AN_INTERNET_SOCKET",
                "OPENS_A_UNIX_SOCKET",
                "CONNECTS",
                "SENDS_A_DATAGRAM",
                "RUNS_A_PROGRAM",
                "FORKS",
                "CLONES_A_PROCESS",
                "TRACES_THE_SERVER",
                "READS_THE_SERVERS_MEMORY",
                "TAKES_THE_SERVERS_DESCRIPTORS",
                "SIGNALS_THE_SERVER",
                "SIGNALS_A_THREAD_OF_THE_SERVER",
                "OPENS_A_FILE_TO_WRITE",
                "CREATES_A_FILE",
                "REMOVES_A_FILE",
                "RENAMES_A_FILE",
                "CHANGES_PERMISSIONS",
                "MAKES_A_RING",
                "MAKES_A_FILE_OF_MEMORY",
                "REPLACES_THE_FILTER",
                "USES_THE_X32_NUMBERS"
            })
    void aDecoderThatTriesThisIsEndedByTheKernel(HostileAct act) throws Exception {
        assumeTrue(act.existsHere(), "another processor's");

        Refused ending = endingOf(act, "decoder", Confinement.AVAILABLE);

        assertThat(ending.reason()).isEqualTo(Reason.TRANSCODER_CRASH);
        assertThat(ending.detail()).contains("status 159", "it tried what a decoder may not");
        assertThat(folder.resolve("password")).hasContent("secret");
        assertThat(folder.resolve("password.new")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "READS_A_SECRET," + EACCES,
        "READS_THE_SERVERS_ENVIRONMENT," + EACCES,
        "LOOKS_FOR_A_FILE," + EACCES,
        "TALKS_TO_DEVICES," + ENOTTY,
        "ASKS_TO_BE_READABLE_AGAIN," + EINVAL,
        "RAISES_ITS_LIMITS," + EPERM,
        "CLONES_BY_THE_NEWER_CALL," + ENOSYS,
        "USES_A_CALL_OF_TOMORROW," + ENOSYS
    })
    void aDecoderThatTriesThisIsRefusedByTheKernel(HostileAct act, int error) throws Exception {
        Refused ending = endingOf(act, "decoder", Confinement.AVAILABLE);

        assertThat(ending.detail()).isEqualTo("error " + error);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"OPENS_AN_INTERNET_SOCKET", "RUNS_A_PROGRAM", "OPENS_A_FILE_TO_WRITE"})
    void threadsThatRanBeforeAreConfinedToo(HostileAct act) throws Exception {
        assertThat(endingOf(act, "older", Confinement.AVAILABLE).detail()).contains("status 159");
    }

    /// So that the tests above fail when the doors are open.
    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {
                "OPENS_AN_INTERNET_SOCKET",
                "SIGNALS_THE_SERVER",
                "OPENS_A_FILE_TO_WRITE",
                "CREATES_A_FILE",
                "READS_A_SECRET",
                "READS_THE_SERVERS_ENVIRONMENT"
            })
    void whereConfinementIsSwitchedOffTheSameIsDone(HostileAct act) throws Exception {
        assumeTrue(act.existsHere(), "another processor's");

        assertThat(endingOf(act, "decoder", Confinement.OFF).detail()).isEqualTo("done");
    }

    @Test
    void everyThreadOfAChildIsFilteredAndItHoldsNothingButPipesAndItsOwnFiles() throws Exception {
        TranscodeLimits limits =
                TranscodeLimits.DEFAULT.withWorkers(1).withConfinement(Confinement.REQUIRED);
        try (var transcoder = Transcoder.start(limits, JpegPath.NONE)) {
            assertThat(transcoder.transcode(PHOTO, PHOTO.length, Recipe.DEFAULT))
                    .isInstanceOf(Done.class);
            long pid = ProcessHandle.current().children().findFirst().orElseThrow().pid();
            Path child = Path.of("/proc", Long.toString(pid));

            var statuses = new ArrayList<String>();
            try (var threads = Files.newDirectoryStream(child.resolve("task"))) {
                for (Path thread : threads) {
                    statusOf(thread).ifPresent(statuses::add);
                }
            }
            assertThat(statuses)
                    .isNotEmpty()
                    .allSatisfy(
                            status -> assertThat(status).contains("NoNewPrivs:\t1", "Seccomp:\t2"));
            assertThat(child.resolve("limits")).content().containsPattern("Max open files +0 +0 ");
            try (var open = Files.newDirectoryStream(child.resolve("fd"))) {
                for (Path descriptor : open) {
                    assertThat(Files.readSymbolicLink(descriptor).toString())
                            .matches("pipe:.*|.*/lib/modules|.*/child-[0-9a-f]{8}[.]jar");
                }
            }
        }
    }

    /// Empty: the thread has ended since it was listed.
    private static Optional<String> statusOf(Path thread) throws IOException {
        try {
            return Optional.of(Files.readString(thread.resolve("status")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // As the kernel says it of a thread that ends while it is read.
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// libvips would keep it in a file, which a child cannot open.
    @Test
    void aPictureOfMoreThan100MegabytesIsHeldInMemory() throws Exception {
        byte[] png = interlaced(new BufferedImage(6000, 6000, BufferedImage.TYPE_INT_RGB));
        TranscodeLimits limits =
                TranscodeLimits.DEFAULT.withWorkers(1).withDeadline(Duration.ofMinutes(2));
        Recipe small =
                RecipeField.recipe(
                        Map.of(
                                "quality",
                                String.valueOf(50),
                                "format",
                                String.valueOf(Recipe.Target.JPEG),
                                "max_width",
                                String.valueOf(100),
                                "background",
                                "000000",
                                "metadata",
                                String.valueOf(Recipe.Metadata.STRIP),
                                "on_larger",
                                String.valueOf(Recipe.OnLarger.KEEP_OUTPUT),
                                "chroma",
                                String.valueOf(Recipe.Chroma.FOLD)));
        try (var transcoder = Transcoder.start(limits, JpegPath.NONE)) {
            assertThat(transcoder.transcode(png, png.length, small)).isInstanceOf(Done.class);
        }
    }

    private static byte[] interlaced(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var options = writer.getDefaultWriteParam();
            options.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), options);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
