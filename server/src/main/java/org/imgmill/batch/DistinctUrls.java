package org.imgmill.batch;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/// The URLs seen so far in one upload, by a keyed 128-bit hash of each: about 45 bytes of heap per
/// distinct URL.
///
/// The key is new for every upload, so that nobody can prepare two URLs that are taken for one.
/// Only one large set is filled at a time, so that the heap suffices for any number of uploads.
public final class DistinctUrls implements AutoCloseable {

    /// Sets of up to this size are filled side by side, even while a large one is.
    static final int SMALL = 1 << 15;

    private final Semaphore turn;
    private boolean ours;

    private final MessageDigest sha256 = Sha256.start();
    private final byte[] key = new byte[32];
    private final byte[] digest = new byte[32];

    /// Slots of (high, low, index + 1), linear probing, at most two thirds full.
    private long[] high = new long[1024];

    private long[] low = new long[1024];
    private int[] index = new int[1024];

    /// By index: what the batch needs to know of each distinct URL.
    private long[] image = new long[256];

    private int[] uses = new int[256];
    private int size;

    /// @param turn one permit for all large sets
    DistinctUrls(Semaphore turn) {
        this.turn = turn;
        new SecureRandom().nextBytes(key);
    }

    public int size() {
        return size;
    }

    long image(int i) {
        return image[i];
    }

    int uses(int i) {
        return uses[i];
    }

    /// Counts one use of a URL.
    ///
    /// @return its index if it was seen before, `-1 - index` if it is new and wants its image
    ///   assigned
    public int use(String url) {
        hash(url);
        long h = longAt(0);
        long l = longAt(8);
        int slot = (int) h & high.length - 1;
        while (index[slot] != 0) {
            if (high[slot] == h && low[slot] == l) {
                uses[index[slot] - 1]++;
                return index[slot] - 1;
            }
            slot = slot + 1 & high.length - 1;
        }
        if (size == image.length) {
            image = Arrays.copyOf(image, size * 2);
            uses = Arrays.copyOf(uses, size * 2);
        }
        if (size == SMALL) {
            turn.acquireUninterruptibly();
            ours = true;
        }
        uses[size] = 1;
        put(slot, h, l, ++size);
        if (size * 3L > high.length * 2L) {
            grow();
        }
        return -size;
    }

    /// Gives most of the heap back when the last URL has come; what is known of each stays.
    void forgetHashes() {
        high = new long[0];
        low = new long[0];
        index = new int[0];
    }

    /// Lets the next large set grow.
    @Override
    public void close() {
        if (ours) {
            ours = false;
            turn.release();
        }
    }

    void assign(int i, ImageId id) {
        image[i] = id.pack();
    }

    private void put(int slot, long h, long l, int i) {
        high[slot] = h;
        low[slot] = l;
        index[slot] = i;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldIndex = index;
        high = new long[oldHigh.length * 2];
        low = new long[oldHigh.length * 2];
        index = new int[oldHigh.length * 2];
        for (int i = 0; i < oldIndex.length; i++) {
            if (oldIndex[i] != 0) {
                int slot = (int) oldHigh[i] & high.length - 1;
                while (index[slot] != 0) {
                    slot = slot + 1 & high.length - 1;
                }
                put(slot, oldHigh[i], oldLow[i], oldIndex[i]);
            }
        }
    }

    private void hash(String url) {
        try {
            sha256.update(key);
            sha256.update(url.getBytes(StandardCharsets.UTF_8));
            sha256.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a digest of SHA-256 has 32 bytes", e);
        }
    }

    private long longAt(int offset) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (digest[offset + i] & 0xff);
        }
        return value;
    }
}
