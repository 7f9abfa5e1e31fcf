package org.imgmill.fetch;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Undoes content codings. We ask for none, but servers send what they have.
final class Codings {

    private static final int MAX = 3;
    private static final Set<String> UNDONE = Set.of("gzip", "x-gzip", "deflate");

    /// Codings that are registered and change the bytes.
    private static final Set<String> BEYOND_US =
            Set.of(
                    "br",
                    "zstd",
                    "compress",
                    "x-compress",
                    "dcb",
                    "dcz",
                    "exi",
                    "pack200-gzip",
                    "aes128gcm");

    private Codings() {}

    /// The codings that were applied to a body, in their order. A word that is no coding, such as
    /// `utf-8` or `none`, says nothing about any of it: browsers take the body as it is.
    ///
    /// @param header comma-separated
    static List<String> applied(String header) {
        List<String> codings =
                Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                        .toList();
        boolean known = codings.stream().allMatch(c -> UNDONE.contains(c) || BEYOND_US.contains(c));
        return known ? codings : List.of();
    }

    /// @param codings as `applied` gives them
    /// @param limit of bytes on every level: what is small at the end may be huge on its way
    static InputStream undo(List<String> codings, InputStream body, long limit) throws BodyRefused {
        if (codings.size() > MAX) {
            throw refused("sent more than " + MAX + " content codings");
        }
        InputStream in = new Capped(body, limit);
        for (String coding : codings.reversed()) {
            if (!UNDONE.contains(coding)) {
                throw refused("sent a content coding that nobody asked for: " + coding);
            }
            in = new Capped(new Undone(in, coding), limit);
        }
        return in;
    }

    private static BodyRefused refused(String why) {
        return new BodyRefused(new Download.Undecodable(why));
    }
}
