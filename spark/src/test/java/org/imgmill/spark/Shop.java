package org.imgmill.spark;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Request;

/// An image host with as many pictures as are wanted, which takes its time with each.
record Shop(Origin origin) implements AutoCloseable {

    static final byte[] JPEG = picture("jpg");
    static final byte[] PNG = picture("png");

    /// @param address of loopback, one for each host
    static Shop open(String address, int pictures, int millis) {
        var origin = Origin.start(address, null);
        for (int i = 0; i < pictures; i++) {
            origin.play(
                    path(i),
                    (request, reply) -> {
                        Thread.sleep(millis);
                        reply.respond(200, "", JPEG);
                    });
        }
        return new Shop(origin);
    }

    static String path(int picture) {
        return "/p/" + picture + ".jpg";
    }

    List<String> urls(int pictures) {
        return IntStream.range(0, pictures).mapToObj(i -> origin.url(path(i))).toList();
    }

    /// How often each picture was asked for.
    Map<String, Long> asked() {
        return origin.requests().stream()
                .collect(Collectors.groupingBy(Request::path, Collectors.counting()));
    }

    private static byte[] picture(String format) {
        var image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 160; x++) {
                image.setRGB(x, y, new Color(x, y * 2, (x * y) % 256).getRGB());
            }
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        origin.close();
    }
}
