package org.imgmill.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.imgmill.processing.EngineBench;
import org.imgmill.transcode.jpeg.LookScaleBench;
import org.jspecify.annotations.Nullable;

/// Where `./imgmill bench` starts.
public final class Bench {

    private static final String USAGE =
            """
            usage: bench jpeg   [--rounds=15] [--photos=../shared/photos] [--peers=../shared/peers]
                   bench look-scale [--photos=../shared/photos] [--from=1]
                   bench quality [--photos=../shared/photos] [--what=looks|bytes|curves]
                   bench choices [--photos=../shared/photos] [--format=png|webp|avif|gif]
                   bench resize [--rounds=5] [--photos=../shared/photos]
                   bench intake
                   bench starvation [--rounds=15]
                   bench engine [--images=1000,10000,100000,1000000] [--outputs=1]
                   bench fleet  [--rounds=3] [--images=20000]
                   bench again  [--images=100000]
                   bench small  [--rounds=9] [--slow=300000] [--hosts=20000] [--batches=1]
                   bench abuse  [--rounds=3] [--images=1000]
                   bench names  [--names=10000] [--urls=10]
                   bench slow   [--batches=7] [--hanging=4000]
                   bench e2e    [--rounds=3] [--images=1300] [--warm-up=1] [--only=baseline] [--outputs] [--outputs=even] [--photos=...] [--peers=...]

            jpeg    JPEG to JPEG at quality 50, every effort, beside sharp, its mozjpeg and libjpeg-turbo: CPU, bytes, SSIMULACRA2,
                    Butteraugli (where butteraugli_main of Debian's libjxl-devtools is there), bytes at equal looks
            look-scale  the scale of the default effort's steps that looks like the fast effort, by quality
            quality quality=auto (looks) and max_bytes (bytes): how near they come, CPU; the mean look of every quality (curves)
            choices what the choices of the PNG, WebP, AVIF and GIF encoders give: bytes, SSIMULACRA2, bytes at equal scores, CPU
            resize  JPEG to a smaller JPEG, beside sharp: CPU, bytes, four sizes at once, the inner loop's floor
            intake  a catalogue of 1,000,000 URLs handed to the server: URLs per second, memory, the next batch
            again   a catalogue a second time with 1 % of its pictures changed, and a third while all are fresh: images/s, CPU, bytes
            starvation  10 images alone and beside 20,000 on one slow host
            engine  lanes, endings and counters alone, no download, codec or storage: CPU per image;
                    with so many outputs of each
            fleet   one worker process and three, in turns, on images that are nothing but 200 ms of waiting
            small   batches of 8 images behind catalogues of slow ones: when each starts and ends
            abuse   a batch alone and beside 2,250 clients that hold, drip, read slowly and post: speed, liveness, memory
            names   so many URLs on each of so many names, a fifth dead, a tenth slow, a packet in twenty lost;
                    beside them 24 images on a literal address, and those alone, in turns
            slow    batches of 100 images on 100 hosts that answer after 6 s, at once, alone and beside hosts that hang;
                    beside them 100 images on a quick host
            e2e     a catalogue through the whole server and through a hand-written sharp pipeline, in turns,
                    after so many catalogues that warm the server up; --outputs: six files of every image, of 2000, 1200,
                    800 and 400 pixels, four JPEGs and two WebPs (even: three of each), beside sharp making the same
                    of the one buffer
            """;

    public static void main(String... args) throws Exception {
        var photos = Path.of(option(args, "photos", "../shared/photos"));
        var peers = Path.of(option(args, "peers", "../shared/peers"));
        switch (args.length == 0 ? "" : args[0]) {
            case "jpeg" ->
                    new JpegBench(photos, peers, Integer.parseInt(option(args, "rounds", "15")))
                            .run();
            case "look-scale" ->
                    LookScaleBench.run(photos, Integer.parseInt(option(args, "from", "1")));
            case "quality" -> new LookBench(photos).run(option(args, "what", "looks"));
            case "choices" -> Choices.run(photos, option(args, "format", ""));
            case "resize" ->
                    new ResizeBench(photos, Integer.parseInt(option(args, "rounds", "5"))).run();
            case "intake" -> IntakeBench.run();
            case "again" ->
                    new AgainBench(Integer.parseInt(option(args, "images", "100000"))).run();
            case "starvation" ->
                    StarvationBench.run(Integer.parseInt(option(args, "rounds", "15")));
            case "engine" ->
                    EngineBench.run(
                            option(args, "images", "1000,10000,100000,1000000").split(",", -1),
                            Integer.parseInt(option(args, "outputs", "1")));
            case "fleet" ->
                    new FleetBench(
                                    Integer.parseInt(option(args, "images", "20000")),
                                    Integer.parseInt(option(args, "rounds", "3")))
                            .run();
            case "small" ->
                    new SmallBatchBench(
                                    Integer.parseInt(option(args, "slow", "300000")),
                                    Integer.parseInt(option(args, "hosts", "20000")),
                                    Integer.parseInt(option(args, "batches", "1")),
                                    Integer.parseInt(option(args, "rounds", "9")))
                            .run();
            case "abuse" ->
                    new AbuseBench(
                                    Integer.parseInt(option(args, "rounds", "3")),
                                    Integer.parseInt(option(args, "images", "1000")))
                            .run();
            case "names" ->
                    new NamesBench(
                                    Integer.parseInt(option(args, "names", "10000")),
                                    Integer.parseInt(option(args, "urls", "10")))
                            .run();
            case "slow" ->
                    new SlowBench(
                                    Integer.parseInt(option(args, "batches", "7")),
                                    Integer.parseInt(option(args, "hanging", "4000")))
                            .run();
            case "e2e" ->
                    new EndToEndBench(
                                    photos,
                                    peers,
                                    Integer.parseInt(option(args, "images", "1300")),
                                    Integer.parseInt(option(args, "rounds", "3")),
                                    Integer.parseInt(option(args, "warm-up", "1")))
                            .run(option(args, "only", "").equals("baseline"), outputs(args));
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }

    /// Six files of one picture, as an upload has them; null where they are not asked for.
    private static @Nullable String outputs(String... args) {
        var given = List.of(args);
        boolean even = given.contains("--outputs=even");
        if (!even && !given.contains("--outputs")) {
            return null;
        }
        var sizes = even ? "2000 1200 800" : "2000 1200 800 400";
        var all = new StringJoiner(", ", "[", "]");
        for (var width : sizes.split(" ", -1)) {
            all.add(output(width, "jpeg"));
        }
        for (var width : (even ? "1200 800 400" : "800 400").split(" ", -1)) {
            all.add(output(width, "webp"));
        }
        return all.toString();
    }

    private static String output(String width, String format) {
        return "{\"name\": \"%1$s_%2$s\", \"max_width\": %2$s, \"format\": \"%1$s\", \"quality\": 50}"
                .formatted(format, width);
    }

    private static String option(String[] args, String name, String otherwise) {
        String prefix = "--" + name + "=";
        for (String arg : args) {
            if (arg.startsWith(prefix)) {
                return arg.substring(prefix.length());
            }
        }
        return otherwise;
    }

    private Bench() {}
}
