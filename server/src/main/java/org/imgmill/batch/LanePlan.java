package org.imgmill.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Deals the images of an upload out to lanes as they come: one lane for a small host, up to
/// `parts` for a large one.
final class LanePlan {

    record Lane(String host, int part) {}

    private final int parts;
    private final int window;
    private final List<Lane> lanes = new ArrayList<>();
    private final Map<String, Host> hosts = new HashMap<>();
    private int[] images = new int[64];

    /// @param window images of one lane in flight at a time; a further lane is opened only where it
    ///   would have a full one
    LanePlan(int parts, int window) {
        this.parts = parts;
        this.window = window;
    }

    List<Lane> lanes() {
        return lanes;
    }

    ImageId place(String host) {
        var seen = hosts.computeIfAbsent(host, h -> new Host(new int[parts]));
        int part = seen.images++ / window % parts;
        if (seen.lanes[part] == 0) {
            lanes.add(new Lane(host, part));
            seen.lanes[part] = lanes.size();
            if (lanes.size() > images.length) {
                images = Arrays.copyOf(images, images.length * 2);
            }
        }
        int lane = seen.lanes[part] - 1;
        return new ImageId(lane, images[lane]++);
    }

    /// How many images stand in the lanes before each one.
    int[] starts() {
        var starts = new int[lanes.size()];
        for (int lane = 1; lane < starts.length; lane++) {
            starts[lane] = starts[lane - 1] + images[lane - 1];
        }
        return starts;
    }

    private static final class Host {
        /// Lane number + 1 of each part; 0: not opened yet.
        private final int[] lanes;

        private int images;

        Host(int[] lanes) {
            this.lanes = lanes;
        }
    }
}
