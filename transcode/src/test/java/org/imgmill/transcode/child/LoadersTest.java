package org.imgmill.transcode.child;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.imgmill.transcode.TranscodeLimits;
import org.imgmill.transcode.pool.Unpacked;
import org.imgmill.transcode.vips.Operation;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.Vips;
import org.imgmill.transcode.vips.VipsException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadersTest {

    private static final byte[] SVG =
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final byte[] PNG = png();

    @TempDir Path directory;

    private static Unpacked parts;
    private static Vips vips;

    private static byte[] png() {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @BeforeAll
    static void load() {
        parts = Unpacked.in(TranscodeLimits.DEFAULT);
        vips = Vips.load(parts.library(), Loaders.CLASSES);
    }

    @AfterAll
    static void delete() {
        parts.delete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"svgload_buffer", "uhdrload_buffer", "rawload", "csvload"})
    void loadersThatAreNotOursAreBlocked(String loader) {
        assertThatThrownBy(() -> open(loader)).isInstanceOf(VipsException.class);
    }

    private static void open(String loader) throws VipsException {
        try (var scope = new Scope(vips)) {
            var operation = scope.operation(loader);
            if (loader.endsWith("_buffer")) {
                MemorySegment body = scope.allocate(SVG.length);
                body.copyFrom(MemorySegment.ofArray(SVG));
                operation.buffer(body);
            } else {
                operation.option("filename", "/etc/passwd");
            }
            operation.toImage();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "webp", "gif", "heif", "tiff"})
    void noFileIsOpenedByItsName(String format) throws Exception {
        try (var scope = new Scope(vips)) {
            MemorySegment png = scope.allocate(PNG.length);
            png.copyFrom(MemorySegment.ofArray(PNG));
            Operation saver =
                    scope.operation(format + "save_buffer")
                            .image(scope.operation("pngload_buffer").buffer(png).toImage());
            if (format.equals("heif")) {
                saver.option("compression", "av1");
            }
            byte[] file = saver.toBuffer().toArray(ValueLayout.JAVA_BYTE);
            Path path = Files.write(directory.resolve("picture"), file);

            assertThatThrownBy(
                            () ->
                                    scope.operation(format + "load")
                                            .option("filename", path.toString())
                                            .toImage())
                    .hasMessageContaining("blocked");
        }
    }

    @Test
    void aThumbnailThatGuessesFindsNoLoaderForOthers() {
        assertThatThrownBy(LoadersTest::guess).isInstanceOf(VipsException.class);
    }

    private static void guess() throws VipsException {
        try (var scope = new Scope(vips)) {
            MemorySegment body = scope.allocate(SVG.length);
            body.copyFrom(MemorySegment.ofArray(SVG));
            scope.operation("thumbnail_buffer").buffer(body).option("width", 5).toImage();
        }
    }
}
