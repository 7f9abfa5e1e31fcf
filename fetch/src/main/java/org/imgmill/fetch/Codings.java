package org.imgmill.fetch;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Undoes content codings. We ask for none, but servers send what they have.
final class Codings {

    private static final int MAX = 3;

    private Codings() {}

    /// @param header the codings in the order they were applied, comma-separated
    /// @param limit of bytes on every level: what is small at the end may be huge on its way
    static InputStream undo(String header, InputStream body, long limit) throws BodyRefused {
        List<String> codings =
                Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                        .toList()
                        .reversed();
        if (codings.size() > MAX) {
            throw refused("sent more than " + MAX + " content codings");
        }
        InputStream in = new Capped(body, limit);
        for (String coding : codings) {
            in =
                    switch (coding) {
                        case "gzip", "x-gzip" -> new Inflating(in, true, limit);
                        case "deflate" -> new Inflating(in, false, limit);
                        default -> throw refused("sent a content coding that nobody asked for");
                    };
        }
        return in;
    }

    private static BodyRefused refused(String why) {
        return new BodyRefused(new Unreached.Garbled(why));
    }
}
