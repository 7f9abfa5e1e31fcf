package org.imgmill.storage;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.imgmill.links.KeyPath;

/// The shape of every key we make; no other name ever reaches a disk or a bucket.
///
/// `<token>/<row>-<position>.<extension>`, or a name instead of row and position: words of letters,
/// digits, marks, `.`, `_` and `-`, with slashes between them, in the composed form of Unicode.
final class ObjectKey {

    private static final String WORD = "[\\p{L}\\p{N}_][\\p{L}\\p{N}\\p{M}._-]*";

    private static final Pattern KEY =
            Pattern.compile("[0-9a-f]{32}/(%1$s/){0,8}%1$s\\.[a-z]{3,4}".formatted(WORD));

    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

    /// A file's name has at most 255 bytes on nearly every disk.
    private static final int LONGEST_NAME = 255;

    private ObjectKey() {}

    static boolean isOne(String key) {
        return KEY.matcher(key).matches()
                && Normalizer.isNormalized(key, Normalizer.Form.NFC)
                && fileName(key).length() <= LONGEST_NAME;
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

    /// What stands behind the token, in one word of ASCII: a file system need not know Unicode or
    /// hold folders, and all files of a batch lie in one.
    static String fileName(String key) {
        return KeyPath.word(key.substring(key.indexOf('/') + 1));
    }
}
