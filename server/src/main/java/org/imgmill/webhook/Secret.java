package org.imgmill.webhook;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/// The bytes that sign a webhook's deliveries; prints as nothing but its name.
public record Secret(byte[] bytes) {

    private static final SecureRandom RANDOM = new SecureRandom();

    public Secret {
        bytes = bytes.clone();
    }

    static Secret generate() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Secret(bytes);
    }

    /// As Standard Webhooks writes it: `whsec_` and base64.
    public String shown() {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
