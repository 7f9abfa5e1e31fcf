package org.imgmill.batch;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/// Random names: batch ids that sort by time, and tokens that nobody can guess.
final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /// A UUID of version 7: 48 bits of milliseconds, then random bits (RFC 9562, 5.7).
    static UUID id() {
        long time = System.currentTimeMillis() << 16 | 0x7000 | RANDOM.nextInt(0x1000);
        long chance = RANDOM.nextLong() >>> 2 | 0x8000000000000000L;
        return new UUID(time, chance);
    }

    /// 128 random bits in hex.
    static String token() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
