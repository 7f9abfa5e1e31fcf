package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a shop wants to know of its pictures, read as other programs read it.
///
/// Long: draws the pictures that the checks are about.
class ChecksTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private static final String PYTHON =
            "import csv, json, sys; print(json.dumps(list(csv.DictReader(sys.stdin))))";

    private static Origin origin;

    @BeforeAll
    static void start() throws IOException {
        origin = Origin.start();
        var mug = picture(1, 1200, 1200);
        origin.serve("/mug.jpg", jpeg(mug, 0.9f));
        origin.serve("/mug-again.jpg", jpeg(mug, 0.9f));
        origin.serve("/mug-small.jpg", jpeg(scaled(mug, 600, 600), 0.4f));
        origin.serve("/vase.jpg", jpeg(picture(2, 1200, 800), 0.9f));
        origin.serve("/icon.png", png(picture(3, 300, 300)));
        origin.serve("/lost.jpg", jpeg(onWhite(1000, 300), 0.9f));
        origin.serve("/none.jpg", jpeg(picture(4, 1100, 1100), 0.9f));
        origin.play("/dead.jpg", (request, reply) -> reply.respond(404, "", new byte[0]));
    }

    @AfterAll
    static void stop() {
        origin.close();
    }

    private static String catalogue() {
        var rows = new StringBuilder(HEADER);
        var paths =
                List.of(
                        "/mug.jpg",
                        "/mug-again.jpg",
                        "/mug-small.jpg",
                        "/vase.jpg",
                        "/icon.png",
                        "/lost.jpg",
                        "/dead.jpg");
        for (int i = 0; i < paths.size(); i++) {
            rows.append("SKU-%d,P,%s\n".formatted(i + 1, origin.url(paths.get(i))));
        }
        for (int i = 0; i < 12; i++) {
            rows.append("X-%d,P,%s\n".formatted(i + 1, origin.url("/none.jpg")));
        }
        return rows.toString();
    }

    private static String checked(String... fields) {
        var id = Server.shared().run(catalogue(), fields).get("id").asString();
        Eventually.until(
                "it is checked", () -> counts(id, "").get("state").asString().equals("done"));
        return id;
    }

    private static JsonNode counts(String id, String query) {
        return Server.json(Server.shared().get("/v1/batches/" + id + "/checks" + query).body());
    }

    private static Map<String, Integer> found(String id, String query) {
        var found = new HashMap<String, Integer>();
        for (var one : counts(id, query).get("checks")) {
            if (one.get("images").asInt() > 0) {
                found.put(one.get("check").asString(), one.get("images").asInt());
            }
        }
        return found;
    }

    private static String csv(String id, String query) {
        return Server.shared().get("/v1/batches/" + id + "/checks.csv" + query).body();
    }

    /// As Python reads it.
    private static List<JsonNode> rows(String csv) throws IOException {
        var python = new ProcessBuilder("python3", "-c", PYTHON).start();
        try (var in = python.getOutputStream()) {
            in.write(csv.getBytes(StandardCharsets.UTF_8));
        }
        var rows = new ArrayList<JsonNode>();
        Server.json(new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .forEach(rows::add);
        return rows;
    }

    private static List<String> said(List<JsonNode> rows) {
        return rows.stream()
                .map(row -> row.get("id").asString() + " " + row.get("check").asString())
                .toList();
    }

    @Test
    void everyFindingIsARowInTheOrderOfTheCatalogue() throws IOException {
        var id = checked();

        var rows = rows(csv(id, ""));
        assertThat(said(rows))
                .containsExactly(
                        "SKU-2 double",
                        "SKU-3 too_small",
                        "SKU-3 near_double",
                        "SKU-4 not_square",
                        "SKU-5 too_small",
                        "SKU-6 white_border",
                        "SKU-7 dead",
                        "X-1 placeholder");
        assertThat(rows.get(0).get("like_row").asString()).isEqualTo("1");
        assertThat(rows.get(2).get("like_url").asString()).isEqualTo(origin.url("/mug.jpg"));
        assertThat(rows.get(1).get("detail").asString())
                .isEqualTo("600 x 600 pixels: Amazon wants 1000 on the longer side");
        assertThat(rows.get(4).get("image_url").asString()).isEqualTo(origin.url("/icon.png"));
        assertThat(rows.get(5).get("detail").asString()).contains("fills 3", "Amazon wants 85 %");
        assertThat(rows.get(6).get("detail").asString()).isEqualTo("The server answered 404.");
        assertThat(rows.get(7).get("detail").asString()).isEqualTo("on 12 products");
        assertThat(rows.get(7).get("row").asString()).isEqualTo("8");

        assertThat(found(id, ""))
                .isEqualTo(
                        Map.of(
                                "double", 1,
                                "near_double", 1,
                                "too_small", 2,
                                "not_square", 1,
                                "white_border", 1,
                                "dead", 1,
                                "placeholder", 1));
        assertThat(counts(id, "").get("images").asInt()).isEqualTo(8);
        assertThat(counts(id, "").get("compared").asInt()).isEqualTo(7);
        assertThat(found(id, "?marketplace=ebay")).containsEntry("too_small", 1);
        assertThat(said(rows(csv(id, "?marketplace=google_merchant&check=too_small"))))
                .containsExactly("SKU-5 too_small");
        assertThat(Server.shared().get("/v1/batches/" + id + "/checks?marketplace=mars").body())
                .contains("marketplace is one of google_merchant, amazon, ebay, not");
    }

    @Test
    void aRunThatTakesItsImagesOverHasTheSameFindings() throws IOException {
        Server.shared().postJson("/v1/catalogues", "{\"name\": \"checked\"}");
        var first = checked("catalogue", "checked");
        var second = checked("catalogue", "checked");

        assertThat(csv(second, "")).isEqualTo(csv(first, ""));
        var kept =
                Server.shared()
                        .db()
                        .sql(
                                "select count(*) from image where batch_id = ?::uuid and kept_as is not null")
                        .param(second)
                        .query(Integer.class)
                        .single();
        assertThat(kept).isPositive();
    }

    @Test
    void imagesThatAreTriedAgainAreCheckedAgain() {
        var id = checked();
        assertThat(found(id, "")).containsEntry("dead", 1);

        var mended = "/dead.jpg";
        origin.serve(mended, Server.shared().getBytes("/page/img/mug.jpg").body());
        Server.shared().steer(id, "retry");
        Server.shared().awaitEnd(id);
        Eventually.until(
                "it is checked again", () -> counts(id, "").get("state").asString().equals("done"));
        assertThat(found(id, "")).doesNotContainKey("dead");
        assertThat(counts(id, "").get("compared").asInt()).isEqualTo(8);
        origin.play(mended, (request, reply) -> reply.respond(404, "", new byte[0]));
    }

    private static BufferedImage picture(int seed, int width, int height) {
        var random = new Random(seed);
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(random.nextInt(0xD0D0D0)));
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < 60; i++) {
            graphics.setColor(new Color(random.nextInt(0xD0D0D0)));
            graphics.fillOval(
                    random.nextInt(width) - 100,
                    random.nextInt(height) - 100,
                    60 + random.nextInt(width / 3),
                    60 + random.nextInt(height / 3));
        }
        graphics.dispose();
        return picture;
    }

    private static BufferedImage onWhite(int side, int inner) {
        var picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, side, side);
        graphics.drawImage(picture(5, inner, inner), (side - inner) / 2, (side - inner) / 2, null);
        graphics.dispose();
        return picture;
    }

    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        var other = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = other.createGraphics();
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return other;
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] jpeg(BufferedImage picture, float quality) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
