package org.imgmill.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.transcode.jpeg.Effort;

/// How each contender's files look and how many bytes they take, also at an equal look: each
/// picture against the bytes of a rival's curve at the same SSIMULACRA2.
final class JpegLooks {

    private static final int[] FAST_QUALITIES = {30, 40, 50, 60, 70};
    private static final int[] MOZJPEG_QUALITIES = {38, 46, 54, 62, 72};

    private final List<Photo> photos;
    private final List<Contender> contenders;

    private record Point(double bytes, double score) {}

    /// One contender's files of all photos.
    private static final class Sum {
        private double bytes;
        private double score;
        private double butteraugli;
        private double psnr;
        private double worst = Double.MAX_VALUE;
        private double againstFast;
        private double againstMozjpeg;
        private int count;
    }

    JpegLooks(List<Photo> photos, List<Contender> contenders) {
        this.photos = photos.stream().filter(photo -> photo.kind() != Photo.Kind.LARGE).toList();
        this.contenders = contenders;
    }

    void print() throws IOException, InterruptedException {
        var sums = new ArrayList<Sum>();
        contenders.forEach(_ -> sums.add(new Sum()));
        try (var judge = new Judge()) {
            for (Photo photo : photos) {
                judged(photo, judge, sums);
            }
        }
        System.out.printf(
                "%nlooks of %d photos; bytes at an equal SSIMULACRA2 as the mean of logs%n"
                        + "%-10s %10s %12s %12s %8s %12s %12s %12s%n",
                photos.size(),
                "",
                "bytes",
                "SSIMULACRA2",
                "Butteraugli",
                "PSNR-Y",
                "under fast",
                "/ fast's",
                "/ mozjpeg's");
        for (int c = 0; c < sums.size(); c++) {
            print(contenders.get(c).name(), sums.get(c));
        }
    }

    private static void print(String name, Sum sum) {
        if (sum.count == 0) {
            return;
        }
        System.out.printf(
                "%-10s %10.0f %12.2f %12.3f %8.2f %12.2f %12.3f %12.3f%n",
                name,
                sum.bytes,
                sum.score / sum.count,
                sum.butteraugli / sum.count,
                sum.psnr / sum.count,
                -sum.worst,
                Math.exp(sum.againstFast / sum.count),
                Math.exp(sum.againstMozjpeg / sum.count));
    }

    private void judged(Photo photo, Judge judge, List<Sum> sums)
            throws IOException, InterruptedException {
        List<Point> fast = new ArrayList<>();
        for (int quality : FAST_QUALITIES) {
            try (var contender = new ImgmillContender(quality, Effort.FAST)) {
                fast.add(point(photo, contender.output(photo), judge));
            }
        }
        List<Point> mozjpeg = new ArrayList<>();
        for (int quality : MOZJPEG_QUALITIES) {
            try (var contender = new SharpContender(quality, true)) {
                mozjpeg.add(point(photo, contender.output(photo), judge));
            }
        }
        Luma source = Luma.of(photo.bytes());
        double fastScore = Double.NaN;
        for (int c = 0; c < sums.size(); c++) {
            byte[] output = contenders.get(c).output(photo);
            if (output.length > 0) {
                var verdict = judge.of(photo, output, true);
                fastScore = c == 0 ? verdict.ssimulacra2() : fastScore;
                Sum sum = sums.get(c);
                sum.count++;
                sum.bytes += output.length;
                sum.score += verdict.ssimulacra2();
                sum.butteraugli += verdict.butteraugli();
                sum.psnr += source.psnr(Luma.of(output));
                sum.worst = Math.min(sum.worst, verdict.ssimulacra2() - fastScore);
                sum.againstFast += Math.log(output.length / at(verdict.ssimulacra2(), fast));
                sum.againstMozjpeg += Math.log(output.length / at(verdict.ssimulacra2(), mozjpeg));
            }
        }
    }

    private static Point point(Photo photo, byte[] output, Judge judge) throws IOException {
        return new Point(output.length, judge.of(photo, output, false).ssimulacra2());
    }

    /// The bytes at this score: log-linear between the nearest points, and beyond the last ones.
    private static double at(double score, List<Point> curve) {
        int i = 1;
        while (i < curve.size() - 1 && curve.get(i).score < score) {
            i++;
        }
        Point below = curve.get(i - 1);
        Point above = curve.get(i);
        double along = (score - below.score) / (above.score - below.score);
        return Math.exp(
                Math.log(below.bytes) + along * (Math.log(above.bytes) - Math.log(below.bytes)));
    }
}
