package org.imgmill.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// The text of a key, known to its holder alone.
record KeyText(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int STARTS = 8;

    static KeyText generate() {
        return new KeyText("im_" + random());
    }

    /// 256 random bits in 43 characters that need no quoting anywhere.
    static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// A plain digest is enough: 256 random bits cannot be tried out.
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String starts() {
        return text.substring(0, STARTS);
    }

    @Override
    public String toString() {
        return "KeyText[...]";
    }
}
