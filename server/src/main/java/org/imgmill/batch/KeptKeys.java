package org.imgmill.batch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Predicate;

/// The keys of outputs that are to stay, eight bytes for each: a collision keeps an output too
/// long, but never loses one.
public final class KeptKeys implements Predicate<String> {

    private final MessageDigest sha256 = Sha256.start();
    private long[] hashes = new long[64];
    private int size;
    private boolean sorted;

    void add(String key) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = hash(key);
        sorted = false;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @Override
    public boolean test(String key) {
        if (!sorted) {
            Arrays.sort(hashes, 0, size);
            sorted = true;
        }
        return Arrays.binarySearch(hashes, 0, size, hash(key)) >= 0;
    }

    private long hash(String key) {
        return ByteBuffer.wrap(sha256.digest(key.getBytes(StandardCharsets.UTF_8))).getLong();
    }
}
