package org.imgmill.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// One input of the bench and what kind of JPEG it is.
record Photo(Path file, byte[] bytes, Kind kind, double megapixels) {

    /// What decides how hard a JPEG is to recompress.
    enum Kind {
        BASELINE("baseline 4:2:0"),
        PROGRESSIVE("progressive"),
        FULL_CHROMA("4:4:4"),
        LARGE("15 megapixels");

        final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    private static final double LARGE_FROM = 4;

    static List<Photo> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            var photos =
                    files.filter(file -> file.toString().endsWith(".jpg"))
                            .sorted()
                            .map(Photo::read)
                            .toList();
            if (photos.isEmpty()) {
                throw new IOException("no .jpg in " + folder);
            }
            return photos;
        }
    }

    /// A picture that costs little, for benches that measure something else.
    static byte[] small() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        return bytes.toByteArray();
    }

    private static Photo read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int at = 2;
            while ((bytes[at + 1] & 0xFC) != 0xC0) {
                at += 2 + u16(bytes, at + 2);
            }
            double megapixels = u16(bytes, at + 5) * u16(bytes, at + 7) / 1e6;
            return new Photo(file, bytes, kind(bytes, at, megapixels), megapixels);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Kind kind(byte[] bytes, int sof, double megapixels) {
        if (megapixels > LARGE_FROM) {
            return Kind.LARGE;
        }
        if ((bytes[sof + 1] & 0xFF) == 0xC2) {
            return Kind.PROGRESSIVE;
        }
        return bytes[sof + 11] == 0x11 ? Kind.FULL_CHROMA : Kind.BASELINE;
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    String name() {
        return file.getFileName().toString();
    }
}
