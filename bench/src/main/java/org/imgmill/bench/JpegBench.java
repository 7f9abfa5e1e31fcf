package org.imgmill.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imgmill.transcode.jpeg.Effort;

/// Recompresses the photos with every contender in turn, and prints what that cost and gave.
final class JpegBench {

    private static final int WARM_UP_ROUNDS = 12;

    private final List<Photo> photos;
    private final Path peers;
    private final int rounds;

    JpegBench(Path photoFolder, Path peers, int rounds) throws IOException {
        photos = Photo.in(photoFolder);
        this.peers = peers;
        this.rounds = rounds;
    }

    void run() throws IOException, InterruptedException {
        var contenders = contenders();
        try {
            for (Contender contender : contenders) {
                if (contender instanceof ImgmillContender) {
                    warmUp(contender);
                }
            }
            printTimes(contenders, medians(contenders));
            new JpegLooks(photos, contenders).print();
        } finally {
            for (Contender contender : contenders) {
                contender.close();
            }
        }
    }

    /// Ourselves first, then the rivals that can be had here.
    private List<Contender> contenders() throws InterruptedException {
        var contenders = new ArrayList<Contender>();
        for (Effort effort : Effort.values()) {
            contenders.add(new ImgmillContender(50, effort));
        }
        try {
            contenders.add(new SharpContender());
            contenders.add(new SharpContender(50, true));
        } catch (IOException e) {
            System.out.println("without sharp: " + e.getMessage());
        }
        try {
            contenders.add(new TurboContender(peers.resolve("libjpeg-bench.c")));
        } catch (IOException e) {
            System.out.println("without libjpeg-turbo: " + e.getMessage());
        }
        return contenders;
    }

    /// Beyond what a server does at start: steady state is what is compared.
    private void warmUp(Contender us) throws IOException, InterruptedException {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (Photo photo : photos) {
                us.milliseconds(photo);
            }
        }
    }

    /// Median milliseconds by contender and photo; contenders take turns at every photo.
    private double[][] medians(List<Contender> contenders)
            throws IOException, InterruptedException {
        double[][][] times = new double[contenders.size()][photos.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int p = 0; p < photos.size(); p++) {
                for (int c = 0; c < contenders.size(); c++) {
                    times[c][p][round] = contenders.get(c).milliseconds(photos.get(p));
                }
            }
        }
        double[][] medians = new double[contenders.size()][photos.size()];
        for (int c = 0; c < contenders.size(); c++) {
            for (int p = 0; p < photos.size(); p++) {
                Arrays.sort(times[c][p]);
                medians[c][p] = times[c][p][rounds / 2];
            }
        }
        return medians;
    }

    private void printTimes(List<Contender> contenders, double[][] medians) {
        System.out.printf("%nCPU ms per megapixel, median of %d interleaved rounds%n", rounds);
        header(contenders);
        for (int p = 0; p < photos.size(); p++) {
            System.out.printf("%-30s", photos.get(p).name());
            for (double[] contender : medians) {
                System.out.printf(" %14.2f", contender[p] / photos.get(p).megapixels());
            }
            System.out.println();
        }
        for (Photo.Kind kind : Photo.Kind.values()) {
            System.out.printf("%-30s", kind.title);
            double ours = perMegapixel(medians[0], kind);
            for (double[] contender : medians) {
                double theirs = perMegapixel(contender, kind);
                System.out.printf(" %6.2f = %4.1f x", theirs, theirs / ours);
            }
            System.out.println();
        }
    }

    private double perMegapixel(double[] medians, Photo.Kind kind) {
        double milliseconds = 0;
        double megapixels = 0;
        for (int p = 0; p < photos.size(); p++) {
            if (photos.get(p).kind() == kind) {
                milliseconds += medians[p];
                megapixels += photos.get(p).megapixels();
            }
        }
        return milliseconds / megapixels;
    }

    private static void header(List<Contender> contenders) {
        System.out.printf("%-30s", "");
        contenders.forEach(contender -> System.out.printf(" %14s", contender.name()));
        System.out.println();
    }
}
