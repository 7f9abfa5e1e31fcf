package org.imgmill.output;

import java.util.HashMap;
import java.util.Map;

/// Gives every output of a batch a name of its own: a later one gets a number.
///
/// Names are known by 64 bits of hash, 8 to 24 bytes of heap each; if two share a hash, the later
/// gets a number that it did not need.
public final class TakenNames {

    private long[] hashes = new long[1024];
    private int size;

    /// By the hash of a name that was wanted more than once: the number to try next.
    private final Map<Long, Integer> next = new HashMap<>();

    /// The name, or the name with the first number that makes it unique.
    public String take(String name) {
        long hash = hash(name);
        if (add(hash)) {
            return name;
        }
        for (int number = next.getOrDefault(hash, 2); ; number++) {
            var numbered = NameTemplate.apart(name, Integer.toString(number));
            if (add(hash(numbered))) {
                next.put(hash, number + 1);
                return numbered;
            }
        }
    }

    private boolean add(long hash) {
        int slot = slot(hashes, hash);
        if (hashes[slot] == hash) {
            return false;
        }
        hashes[slot] = hash;
        if (++size * 3L > hashes.length * 2L) {
            grow();
        }
        return true;
    }

    private void grow() {
        var larger = new long[hashes.length * 2];
        for (long hash : hashes) {
            if (hash != 0) {
                larger[slot(larger, hash)] = hash;
            }
        }
        hashes = larger;
    }

    private static int slot(long[] hashes, long hash) {
        int slot = (int) hash & hashes.length - 1;
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & hashes.length - 1;
        }
        return slot;
    }

    /// FNV-1a with the last mixing of MurmurHash3; never 0, which is a free slot.
    private static long hash(String name) {
        var folded = SafeName.folded(name);
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < folded.length(); i++) {
            hash = (hash ^ folded.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
