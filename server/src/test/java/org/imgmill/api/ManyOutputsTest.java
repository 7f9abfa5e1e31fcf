package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Request;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Six outputs of each of many images, and not one of them in the place of another: 200 images, or
/// `-Doutputs.images=10000` as `./imgmill test all` has it.
///
/// The number of an image stands in its colours, so that each output says whose it is.
class ManyOutputsTest {

    private static final int IMAGES = Integer.getInteger("outputs.images", 200);

    private static final String OUTPUTS =
            """
            [{"name": "zoom", "max_width": 300, "format": "jpeg"},
             {"name": "large", "max_width": 120, "format": "jpeg"},
             {"name": "medium", "max_width": 80, "format": "jpeg"},
             {"name": "thumb", "max_width": 40, "format": "jpeg"},
             {"name": "shop", "max_width": 80, "format": "png"},
             {"name": "square", "width": 60, "height": 60, "fit": "pad", "format": "png"}]
            """;

    /// @param width of the output; 0: as wide as the image
    private record Wanted(String name, int width, boolean square, String format) {}

    private static final List<Wanted> WANTED =
            List.of(
                    new Wanted("zoom", 0, false, "jpg"),
                    new Wanted("large", 120, false, "jpg"),
                    new Wanted("medium", 80, false, "jpg"),
                    new Wanted("thumb", 40, false, "jpg"),
                    new Wanted("shop", 80, false, "png"),
                    new Wanted("square", 60, true, "png"));

    private static final int BARS = 5;

    /// Of a bar, far enough apart to be told after any coding.
    private static final int LEVELS = 8;

    private static final double CLEARLY = 255.0 / (LEVELS - 1) / 2 - 1;

    private static final Pattern CELL = Pattern.compile("\"([^\"]*)\"|([^,\"]+)|(?<=^|,)(?=,|$)");

    private final Server server = Server.shared();
    @AutoClose private final Origin origin = Origin.start();

    @Test
    void everyOutputIsOfItsOwnImageInItsSizeUnderItsNameInItsColumn() throws Exception {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        int image = 0;
        for (int product = 1; image < IMAGES; product++) {
            var urls = new ArrayList<String>();
            for (int n = 0; n < 1 + product % 3 && image < IMAGES; n++, image++) {
                origin.serve("/" + image + ".jpg", picture(image));
                urls.add(origin.url("/" + image + ".jpg"));
            }
            csv.append("P%d,Mug,\"%s\"\n".formatted(product, String.join(",", urls)));
        }

        var batch =
                server.run(csv.toString(), "outputs", OUTPUTS, "name_template", "{id}-{n}.{ext}");

        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(IMAGES);
        var fetches = new HashMap<String, Integer>();
        for (Request request : origin.requests()) {
            fetches.merge(request.path(), 1, Integer::sum);
        }
        assertThat(fetches).hasSize(IMAGES);
        assertThat(fetches.values()).as("fetches of an image").allMatch(times -> times == 1);
        var lines = server.get(batch.at("/links/results_csv").asString()).body().lines().toList();
        assertThat(cells(lines.getFirst()))
                .containsExactly(
                        "S. No.",
                        "Product Name",
                        "Input Image Urls",
                        "Output Image Urls",
                        "Output Image Urls large",
                        "Output Image Urls medium",
                        "Output Image Urls thumb",
                        "Output Image Urls shop",
                        "Output Image Urls square");
        requireRows(lines.subList(1, lines.size()));
    }

    private void requireRows(List<String> rows) throws InterruptedException, ExecutionException {
        int seen = 0;
        var looks = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (String row : rows) {
                var cells = cells(row);
                int images = cells.get(2).split(",", -1).length;
                int first = seen;
                looks.add(threads.submit(() -> requireRow(cells, images, first)));
                seen += images;
            }
            for (var look : looks) {
                look.get();
            }
        }
        assertThat(seen).isEqualTo(IMAGES);
    }

    private Void requireRow(List<String> cells, int images, int first) throws IOException {
        for (int i = 0; i < WANTED.size(); i++) {
            var links = cells.get(3 + i).split(",", -1);
            assertThat(links).as("output %s of %s", WANTED.get(i).name, cells).hasSize(images);
            for (int n = 0; n < images; n++) {
                requireOutput(links[n], WANTED.get(i), cells.getFirst(), n, first + n);
            }
        }
        return null;
    }

    private void requireOutput(String link, Wanted wanted, String id, int n, int image)
            throws IOException {
        assertThat(link).endsWith("/%s/%s-%d.%s".formatted(wanted.name, id, n + 1, wanted.format));
        byte[] file = server.getBytes(link).body();
        var picture = decoded(file, wanted.format);
        int width = wanted.width == 0 ? width(image) : wanted.width;
        int height = (int) Math.round((double) height(image) * width / width(image));
        assertThat(picture.getWidth()).as(link).isEqualTo(width);
        assertThat(picture.getHeight()).as(link).isEqualTo(wanted.square ? width : height);
        int number = image;
        for (int bar = 0; bar < BARS; bar++, number /= LEVELS) {
            assertThat(grey(picture, bar))
                    .as("%s: bar %d of image %d", link, bar, image)
                    .isCloseTo(level(number), within(CLEARLY));
        }
    }

    /// By the JDK, in the format that the name says.
    private static BufferedImage decoded(byte[] file, String format) throws IOException {
        var reader = ImageIO.getImageReadersBySuffix(format).next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in);
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    private static List<String> cells(String line) {
        return CELL.matcher(line)
                .results()
                .map(cell -> cell.group(1) != null ? cell.group(1) : cell.group())
                .toList();
    }

    private static int width(int image) {
        return 140 + image % 29;
    }

    private static int height(int image) {
        return 90 + image % 23;
    }

    private static int level(int number) {
        return number % LEVELS * 255 / (LEVELS - 1);
    }

    private static byte[] picture(int image) throws IOException {
        int width = width(image);
        var picture = new BufferedImage(width, height(image), BufferedImage.TYPE_INT_RGB);
        var canvas = picture.createGraphics();
        int number = image;
        for (int bar = 0; bar < BARS; bar++, number /= LEVELS) {
            int level = level(number);
            canvas.setColor(new Color(level, level, level));
            int from = bar * width / BARS;
            canvas.fillRect(from, 0, width - from, height(image));
        }
        canvas.dispose();
        var bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, "jpeg", bytes)).isTrue();
        return bytes.toByteArray();
    }

    /// The mean of what lies in the middle of a bar.
    private static double grey(BufferedImage picture, int bar) {
        int width = picture.getWidth();
        int centre = (2 * bar + 1) * width / (2 * BARS);
        int middle = picture.getHeight() / 2;
        double sum = 0;
        for (int y = middle - 4; y < middle + 4; y++) {
            sum += (picture.getRGB(centre - 1, y) & 0xFF) + (picture.getRGB(centre, y) & 0xFF);
        }
        return sum / 16;
    }
}
