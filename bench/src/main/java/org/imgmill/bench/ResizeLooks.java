package org.imgmill.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imgmill.transcode.jpeg.Effort;
import org.imgmill.transcode.jpeg.JpegOptions;
import org.imgmill.transcode.jpeg.JpegPixels;
import org.imgmill.transcode.jpeg.JpegRecompressor;
import org.imgmill.transcode.jpeg.JpegResizer;
import org.imgmill.transcode.jpeg.JpegTarget;
import org.imgmill.transcode.jpeg.Recompressed;
import org.imgmill.transcode.jpeg.Scans;
import org.imgmill.transcode.look.Pixels;
import org.imgmill.transcode.look.Ssimulacra2;

/// How smaller JPEGs look beside sharp's at the same steps: SSIMULACRA2 against sharp's Lanczos3
/// and against one in double precision, and the mean of all channels less the reference's.
final class ResizeLooks {

    private static final int[] WIDTHS = {1200, 800, 400, 200};
    private static final int LOBES = 3;

    private final JpegRecompressor codec = new JpegRecompressor();
    private final List<Photo> photos;

    private record Looks(double toSharp, double toExact, double brighter) {}

    ResizeLooks(List<Photo> photos) {
        this.photos = photos;
    }

    void print() throws IOException, InterruptedException {
        Peers.install();
        Node node = new Node();
        System.out.printf(
                "%n%-6s %18s %18s %18s%n", "width", "to sharp's", "to double's", "brighter by");
        for (int width : WIDTHS) {
            var ours = new double[3];
            var sharps = new double[3];
            int n = 0;
            for (Photo photo : photos) {
                Path out = Files.createTempFile("resized", ".raw");
                Pixels sharp = node.reference(photo, width, out);
                Pixels exact = exact(photo, sharp.width(), sharp.height());
                var peer = pixels(Files.readAllBytes(Path.of(out + ".jpg")));
                if (peer.width() == sharp.width() && peer.height() == sharp.height()) {
                    add(ours, looks(pixels(resized(photo, sharp)), sharp, exact));
                    add(sharps, looks(peer, sharp, exact));
                    n++;
                }
                Files.delete(out);
                Files.delete(Path.of(out + ".jpg"));
            }
            System.out.printf("%-6d", width);
            for (int i = 0; i < 3; i++) {
                System.out.printf("    %6.2f / %6.2f", ours[i] / n, sharps[i] / n);
            }
            System.out.println();
        }
        node.close();
    }

    private static void add(double[] sums, Looks looks) {
        sums[0] += looks.toSharp;
        sums[1] += looks.toExact;
        sums[2] += looks.brighter;
    }

    private static Looks looks(Pixels made, Pixels sharp, Pixels exact) {
        return new Looks(
                new Ssimulacra2(sharp).score(made.rgb()),
                new Ssimulacra2(exact).score(made.rgb()),
                mean(made) - mean(exact));
    }

    private static double mean(Pixels pixels) {
        long sum = 0;
        for (int rgb : pixels.rgb()) {
            sum += (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255);
        }
        return sum / (3.0 * pixels.rgb().length);
    }

    private byte[] resized(Photo photo, Pixels size) {
        var extent = new JpegTarget.Extent(size.width(), size.height());
        var options = JpegOptions.quality(50).with(Effort.FAST, Scans.BASELINE);
        var target = new JpegTarget(shown -> extent, options);
        return switch (new JpegResizer(codec).resize(photo.bytes(), photo.bytes().length, target)) {
            case Recompressed.Done done -> done.bytes();
            case Recompressed.Refused refused -> throw new IllegalStateException(refused.detail());
        };
    }

    private Pixels pixels(byte[] jpeg) {
        return new JpegPixels(codec).decode(jpeg, jpeg.length).orElseThrow();
    }

    /// Lanczos3 in doubles, each output pixel from all that its kernel reaches.
    private Pixels exact(Photo photo, int width, int height) {
        Pixels source = pixels(photo.bytes());
        double[][] across = weights(source.width(), width);
        double[][] down = weights(source.height(), height);
        int[] rgb = new int[width * height];
        for (int shift = 0; shift <= 16; shift += 8) {
            var rows = new double[source.height()][width];
            for (int y = 0; y < source.height(); y++) {
                for (int x = 0; x < width; x++) {
                    double sum = 0;
                    int from = (int) across[x][0];
                    for (int i = 1; i < across[x].length; i++) {
                        int at = Math.clamp(from + i - 1, 0, source.width() - 1);
                        sum +=
                                across[x][i]
                                        * (source.rgb()[y * source.width() + at] >> shift & 255);
                    }
                    rows[y][x] = sum;
                }
            }
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double sum = 0;
                    int from = (int) down[y][0];
                    for (int i = 1; i < down[y].length; i++) {
                        sum += down[y][i] * rows[Math.clamp(from + i - 1, 0, rows.length - 1)][x];
                    }
                    rgb[y * width + x] |= Math.clamp(Math.round(sum), 0, 255) << shift;
                }
            }
        }
        return new Pixels(width, height, rgb);
    }

    /// For each output pixel the first sample, then the weights from there on.
    private static double[][] weights(int from, int to) {
        double ratio = (double) from / to;
        var all = new double[to][];
        for (int place = 0; place < to; place++) {
            double centre = (place + 0.5) * ratio - 0.5;
            int first = (int) Math.ceil(centre - LOBES * ratio);
            int last = (int) Math.floor(centre + LOBES * ratio);
            var weights = new double[last - first + 2];
            double sum = 0;
            for (int i = first; i <= last; i++) {
                weights[i - first + 1] = lanczos((i - centre) / ratio);
                sum += weights[i - first + 1];
            }
            for (int i = 1; i < weights.length; i++) {
                weights[i] /= sum;
            }
            weights[0] = first;
            all[place] = weights;
        }
        return all;
    }

    private static double lanczos(double x) {
        double turn = Math.PI * x;
        return x == 0 ? 1 : LOBES * Math.sin(turn) * Math.sin(turn / LOBES) / (turn * turn);
    }

    private static final class Node implements AutoCloseable {

        private final Process node;
        private final BufferedWriter requests;
        private final BufferedReader answers;

        Node() throws IOException {
            node = Peers.start("node", "reference.js");
            requests = node.outputWriter();
            answers = node.inputReader();
        }

        Pixels reference(Photo photo, int width, Path out) throws IOException {
            requests.write(photo.file().toAbsolutePath() + "\t" + width + "\t" + out + "\n");
            requests.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("sharp ended at " + photo.name());
            }
            String[] size = answer.split(" ", 2);
            return Pixels.of(
                    Integer.parseInt(size[0]), Integer.parseInt(size[1]), Files.readAllBytes(out));
        }

        @Override
        public void close() throws IOException {
            requests.close();
            answers.close();
            node.destroy();
        }
    }
}
