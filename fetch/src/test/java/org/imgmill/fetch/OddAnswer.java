package org.imgmill.fetch;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/// One row of answers.tsv: what a host answers, what a browser shows of it, what imgmill makes of
/// it.
///
/// @param head lines joined by bars; the empty line behind them is left out
record OddAnswer(String answer, String head, String body, String chromium, String imgmill) {

    private static final byte[] PICTURE = paint();

    static List<OddAnswer> all() throws IOException {
        try (var table = OddAnswer.class.getResourceAsStream("/fetch/answers.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(c -> new OddAnswer(c[0], c[1], c[2], c[3], c[4]))
                    .toList();
        }
    }

    static byte[] picture() {
        return PICTURE.clone();
    }

    byte[] bytes() throws IOException {
        byte[] end = bodyBytes();
        int n = end.length - (body.equals("picture+crlf") ? 2 : 0);
        String text =
                head.replace("{n}", "" + n)
                        .replace("{n+9}", "" + (n + 9))
                        .replace("{n-9}", "" + (n - 9))
                        .replace("{n-1}", "" + (n - 1))
                        .replace("{n+1}", "" + (n + 1))
                        .replace("{20KB}", "x".repeat(20_000))
                        .replace("{200KB}", "x".repeat(200_000))
                        .replace("{300 headers}", "X-A: 1|".repeat(300).replaceFirst("\\|$", ""))
                        .replace("|", "\r\n");
        var all = new ByteArrayOutputStream();
        all.write(text.getBytes(StandardCharsets.ISO_8859_1));
        all.write((head.isEmpty() ? "" : "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        all.write(end);
        return all.toByteArray();
    }

    private byte[] bodyBytes() throws IOException {
        byte[] gzip = CodingsTest.gzip(PICTURE);
        return switch (body) {
            case "" -> new byte[0];
            case "picture" -> PICTURE;
            case "picture+crlf" -> joined(PICTURE, "\r\n");
            case "gzip" -> gzip;
            case "gzip+junk" -> joined(gzip, "junk\n");
            case "gzip+zeros" -> Arrays.copyOf(gzip, gzip.length + 50);
            case "gzip-checksum" -> {
                gzip[gzip.length - 5] ^= 1;
                yield gzip;
            }
            case "chunks" -> chunks("\r\n", "0\r\n\r\n");
            case "chunks-lf" -> chunks("\n", "0\n\n");
            case "chunks-cut" -> chunks("\r\n", "");
            default -> throw new IllegalArgumentException(body);
        };
    }

    private static byte[] chunks(String end, String last) throws IOException {
        var all = new ByteArrayOutputStream();
        int half = PICTURE.length / 2;
        for (byte[] part :
                List.of(
                        Arrays.copyOf(PICTURE, half),
                        Arrays.copyOfRange(PICTURE, half, PICTURE.length))) {
            all.write((Integer.toHexString(part.length) + end).getBytes(StandardCharsets.US_ASCII));
            all.write(part);
            all.write(end.getBytes(StandardCharsets.US_ASCII));
        }
        all.write(last.getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }

    private static byte[] joined(byte[] bytes, String end) {
        byte[] all = Arrays.copyOf(bytes, bytes.length + end.length());
        System.arraycopy(
                end.getBytes(StandardCharsets.US_ASCII), 0, all, bytes.length, end.length());
        return all;
    }

    /// A few hundred bytes that every browser shows.
    private static byte[] paint() {
        var image = new BufferedImage(12, 9, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 12 * 9; i++) {
            image.setRGB(i % 12, i / 12, i * 7_654_321);
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return answer;
    }
}
