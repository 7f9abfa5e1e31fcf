package org.imgmill.batch;

/// Which image of a batch: its lane and its number there, packed into one number where it travels.
public record ImageId(int lane, int number) implements Comparable<ImageId> {

    public static ImageId unpack(long packed) {
        return new ImageId((int) (packed >>> 32), (int) packed);
    }

    public long pack() {
        return (long) lane << 32 | number;
    }

    @Override
    public int compareTo(ImageId other) {
        return Long.compare(pack(), other.pack());
    }
}
