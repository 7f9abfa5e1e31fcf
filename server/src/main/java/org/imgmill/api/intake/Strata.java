package org.imgmill.api.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// The images of a catalogue by host, with some of each host's URLs: each of its URLs is equally
/// likely to be among them. The same catalogue gives the same ones.
final class Strata {

    /// Of one host.
    static final int MOST = 24;

    /// Of all hosts: those that come later are only counted.
    private static final int MOST_OF_ALL = 5000;

    private final Map<String, Kept> hosts = new HashMap<>();
    private final SplittableRandom dice = new SplittableRandom(1);
    private int kept;

    /// @param images at every place where one stands
    /// @param urls of images that are to be tried
    record Stratum(String host, long images, List<String> urls) {}

    private static final class Kept {
        private long images;
        private final List<String> urls = new ArrayList<>(1);
    }

    void add(String host, String url) {
        var stratum = hosts.computeIfAbsent(host, _ -> new Kept());
        stratum.images++;
        if (stratum.urls.size() < MOST && kept < MOST_OF_ALL) {
            if (!stratum.urls.contains(url)) {
                stratum.urls.add(url);
                kept++;
            }
            return;
        }
        long place = dice.nextLong(stratum.images);
        if (place < stratum.urls.size() && !stratum.urls.contains(url)) {
            stratum.urls.set((int) place, url);
        }
    }

    /// Every host, the largest first.
    List<Stratum> all() {
        return hosts.entrySet().stream()
                .map(e -> new Stratum(e.getKey(), e.getValue().images, e.getValue().urls))
                .sorted(
                        Comparator.comparingLong(Stratum::images)
                                .reversed()
                                .thenComparing(Stratum::host))
                .toList();
    }

    /// Every host with what is tried of it: first one image of each as far as they go, the largest
    /// first; the others where a tried image stands for the most images.
    List<Stratum> sample(int most) {
        var all = all();
        var tried = new int[all.size()];
        var queue =
                new PriorityQueue<Integer>(
                        Comparator.<Integer>comparingDouble(
                                        i -> -all.get(i).images() / (double) tried[i])
                                .thenComparing(Comparator.naturalOrder()));
        int left = most;
        for (int i = 0; i < all.size() && left > 0; i++) {
            if (!all.get(i).urls().isEmpty()) {
                tried[i] = 1;
                left--;
                queue.add(i);
            }
        }
        while (left > 0 && !queue.isEmpty()) {
            int next = queue.remove();
            if (tried[next] < all.get(next).urls().size()) {
                tried[next]++;
                left--;
                queue.add(next);
            }
        }
        var sampled = new ArrayList<Stratum>(all.size());
        for (int i = 0; i < all.size(); i++) {
            var one = all.get(i);
            sampled.add(new Stratum(one.host(), one.images(), one.urls().subList(0, tried[i])));
        }
        return sampled;
    }
}
