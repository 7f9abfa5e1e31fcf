package org.imgmill.transcode.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.imgmill.transcode.ImageFormat;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.RecipeField;
import org.imgmill.transcode.TranscodeLimits;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoder;
import org.imgmill.transcode.header.Kind;
import org.imgmill.transcode.pool.Unpacked;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.Vips;
import org.imgmill.transcode.vips.VipsException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A picture of twenty frames, each a little different from the one before, all of it from the
/// first to the last.
class DriftTest {

    private static final Path FADE = Path.of("src/test/looks/animated/fade.gif");

    private static Unpacked parts;
    private static Vips vips;
    private static byte[] input;

    @BeforeAll
    static void load() throws IOException {
        parts = Unpacked.in(TranscodeLimits.DEFAULT);
        vips = Vips.load(parts.library(), Loaders.CLASSES);
        input = Files.readAllBytes(FADE);
    }

    @AfterAll
    static void delete() {
        parts.delete();
    }

    @ParameterizedTest
    @EnumSource(
            value = Recipe.Target.class,
            names = {"KEEP", "WEBP"})
    void whatChangesSlowlyChangesInTheOutputToo(Recipe.Target format)
            throws InterruptedException, VipsException {
        byte[] output = transcoded(format);

        assertThat(drift(output, format == Recipe.Target.WEBP ? Kind.WEBP : Kind.GIF))
                .satisfies(
                        drift -> {
                            assertThat(drift.frame()).isLessThan(4);
                            assertThat(drift.block()).isLessThan(12);
                        });
    }

    @Test
    void blocksOfOldFramesAreNoticed() throws VipsException {
        try (var scope = new Scope(vips)) {
            MemorySegment careless =
                    scope.operation("webpsave_buffer")
                            .image(new Loaders(scope, Kind.GIF, memory(scope, input)).animation())
                            .option("Q", 50)
                            .toBuffer();

            Drift drift =
                    Drift.between(
                            scope,
                            new Loaders(scope, Kind.GIF, memory(scope, input)).animation(),
                            Loaders.written(scope, ImageFormat.WEBP, careless));

            assertThat(drift.isSuspicious()).isTrue();
            assertThat(drift.frame()).isGreaterThan(5);
        }
    }

    private static byte[] transcoded(Recipe.Target format) throws InterruptedException {
        try (var transcoder = Transcoder.start(TranscodeLimits.DEFAULT)) {
            var recipe =
                    RecipeField.recipe(
                            Map.of(
                                    "quality",
                                    String.valueOf(50),
                                    "format",
                                    String.valueOf(format),
                                    "background",
                                    "ffffff",
                                    "metadata",
                                    String.valueOf(Recipe.Metadata.STRIP),
                                    "on_larger",
                                    String.valueOf(Recipe.OnLarger.KEEP_OUTPUT),
                                    "chroma",
                                    String.valueOf(Recipe.Chroma.FOLD)));
            return ((Done) transcoder.transcode(input, input.length, recipe)).bytes();
        }
    }

    private static Drift drift(byte[] output, Kind kind) throws VipsException {
        try (var scope = new Scope(vips)) {
            return Drift.between(
                    scope,
                    new Loaders(scope, Kind.GIF, memory(scope, input)).animation(),
                    new Loaders(scope, kind, memory(scope, output)).animation());
        }
    }

    private static MemorySegment memory(Scope scope, byte[] bytes) {
        MemorySegment memory = scope.allocate(bytes.length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return memory;
    }
}
