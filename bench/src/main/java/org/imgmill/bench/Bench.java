package org.imgmill.bench;

import java.nio.file.Path;
import org.imgmill.processing.EngineBench;
import org.imgmill.transcode.jpeg.LookScaleBench;

/// Where `./imgmill bench` starts.
public final class Bench {

    private static final String USAGE =
            """
            usage: bench jpeg   [--rounds=15] [--photos=../shared/photos] [--peers=../shared/peers]
                   bench look-scale [--photos=../shared/photos] [--from=1]
                   bench quality [--photos=../shared/photos] [--what=looks|bytes|curves]
                   bench resize [--rounds=5] [--photos=../shared/photos]
                   bench intake
                   bench starvation [--rounds=15]
                   bench engine [--images=1000,10000,100000,1000000]
                   bench fleet  [--rounds=3] [--images=20000]
                   bench again  [--images=100000]
                   bench small  [--rounds=9] [--slow=300000] [--hosts=20000] [--batches=1]
                   bench abuse  [--rounds=3] [--images=1000]
                   bench names  [--names=10000] [--urls=10]
                   bench slow   [--batches=7] [--hanging=4000]
                   bench e2e    [--rounds=3] [--images=1300] [--warm-up=1] [--only=baseline] [--photos=...] [--peers=...]

            jpeg    JPEG to JPEG at quality 50, every effort, beside sharp, its mozjpeg and libjpeg-turbo: CPU, bytes, SSIMULACRA2,
                    Butteraugli (where butteraugli_main of Debian's libjxl-devtools is there), bytes at equal looks
            look-scale  the scale of the default effort's steps that looks like the fast effort, by quality
            quality quality=auto (looks) and max_bytes (bytes): how near they come, CPU; the mean look of every quality (curves)
            resize  JPEG to a smaller JPEG, beside sharp: CPU, bytes, four sizes at once, the inner loop's floor
            intake  a catalogue of 1,000,000 URLs handed to the server: URLs per second, memory, the next batch
            again   a catalogue a second time with 1 % of its pictures changed, and a third while all are fresh: images/s, CPU, bytes
            starvation  10 images alone and beside 20,000 on one slow host
            engine  lanes, endings and counters alone, no download, codec or storage: CPU per image
            fleet   one worker process and three, in turns, on images that are nothing but 200 ms of waiting
            small   batches of 8 images behind catalogues of slow ones: when each starts and ends
            abuse   a batch alone and beside 2,250 clients that hold, drip, read slowly and post: speed, liveness, memory
            names   so many URLs on each of so many names, a fifth dead, a tenth slow, a packet in twenty lost;
                    beside them 24 images on a literal address, and those alone, in turns
            slow    batches of 100 images on 100 hosts that answer after 6 s, at once, alone and beside hosts that hang;
                    beside them 100 images on a quick host
            e2e     a catalogue through the whole server and through a hand-written sharp pipeline, in turns,
                    after so many catalogues that warm the server up
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
            case "resize" ->
                    new ResizeBench(photos, Integer.parseInt(option(args, "rounds", "5"))).run();
            case "intake" -> IntakeBench.run();
            case "again" ->
                    new AgainBench(Integer.parseInt(option(args, "images", "100000"))).run();
            case "starvation" ->
                    StarvationBench.run(Integer.parseInt(option(args, "rounds", "15")));
            case "engine" ->
                    EngineBench.main(
                            option(args, "images", "1000,10000,100000,1000000").split(",", -1));
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
                            .run(option(args, "only", "").equals("baseline"));
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
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
