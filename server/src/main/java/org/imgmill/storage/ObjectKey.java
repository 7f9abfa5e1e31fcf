package org.imgmill.storage;

import java.util.regex.Pattern;

/// The shape of every key we make; no other name ever reaches a disk or a bucket.
final class ObjectKey {

    private static final Pattern KEY =
            Pattern.compile("[0-9a-f]{32}/[0-9]{1,10}-[0-9]{1,10}\\.[a-z]{3,4}");

    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

    private ObjectKey() {}

    static boolean isOne(String key) {
        return KEY.matcher(key).matches();
    }

    static String check(String key) {
        if (!isOne(key)) {
            throw new IllegalArgumentException("not a key of ours: " + key);
        }
        return key;
    }

    static String checkToken(String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("not the token of a batch: " + token);
        }
        return token;
    }
}
