package org.imgmill.output;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a URL calls its file.
final class UrlName {

    private UrlName() {}

    /// What stands last in the path, without its ending.
    static String file(String url) {
        var last = pathOf(url).replaceFirst(".*/", "");
        return decoded(last).replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
    }

    /// The file behind its folders, each made safe.
    ///
    /// @param deepest so many folders at most; those above them are left out
    /// @param most bytes of the result as a URL spells them
    static String path(String url, int deepest, int most) {
        var path = pathOf(url);
        var above = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        var folders = Arrays.stream(above.split("/")).filter(f -> !f.isEmpty()).toList();
        var kept = folders.subList(Math.max(0, folders.size() - deepest), folders.size());
        int each = most / (kept.size() + 1) - 3;
        return Stream.concat(kept.stream().map(UrlName::decoded), Stream.of(file(url)))
                .map(name -> SafeName.of(name, each))
                .collect(Collectors.joining("/"));
    }

    /// Without slashes at its end.
    private static String pathOf(String url) {
        return url.replaceFirst("[?#].*", "")
                .replaceFirst("(?i)^[a-z][a-z0-9+.-]*://[^/]*", "")
                .replaceFirst("/+$", "");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign that stands for itself.
            return text;
        }
    }
}
