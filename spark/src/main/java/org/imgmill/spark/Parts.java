package org.imgmill.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.Partitioner;

/// Which task fetches which images.
///
/// A host with more images than a part has gets up to four parts of its own. They come first, the
/// longest ahead; the rest is spread by host, so that only one task asks a small host.
final class Parts extends Partitioner {

    private static final long serialVersionUID = 1;

    /// The part of an image and its place there: random keys mix the hosts.
    record Slot(int part, String key) implements Serializable, Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            return key.compareTo(other.key);
        }
    }

    private record Own(int first, int parts) implements Serializable {}

    private final HashMap<String, Own> large = new HashMap<>();
    private final int ofLarge;
    private final int shared;

    /// @param hosts with most images first
    /// @param rest images of all other hosts
    /// @param perPart images
    /// @param hostParts at most, of one host
    /// @param least parts for the rest, so that all cores have something to do
    Parts(List<PlanImages.LargeHost> hosts, long rest, long perPart, int hostParts, int least) {
        int next = 0;
        for (var host : hosts) {
            int parts = Math.clamp((host.images() + perPart - 1) / perPart, 1, hostParts);
            large.put(host.host(), new Own(next, parts));
            next += parts;
        }
        this.ofLarge = next;
        this.shared = Math.clamp(Math.max((rest + perPart - 1) / perPart, least), 1, 1_000_000);
    }

    Slot slot(PlannedImage image) {
        return new Slot(part(image), image.key());
    }

    private int part(PlannedImage image) {
        Own own = large.get(image.host());
        return own == null
                ? ofLarge + Math.floorMod(image.host().hashCode() * 31, shared)
                : own.first() + Math.floorMod(image.key().hashCode(), own.parts());
    }

    @Override
    public int numPartitions() {
        return ofLarge + shared;
    }

    @Override
    public int getPartition(Object slot) {
        return ((Slot) slot).part();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parts that
                && ofLarge == that.ofLarge
                && shared == that.shared
                && large.equals(that.large);
    }

    @Override
    public int hashCode() {
        return Map.of("large", ofLarge, "shared", shared).hashCode();
    }
}
