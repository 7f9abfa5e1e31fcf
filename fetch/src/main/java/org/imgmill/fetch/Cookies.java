package org.imgmill.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The cookies of one download and its redirects (RFC 6265): some shops redirect a client without
/// one back to where it came from. Cookies end with the download.
final class Cookies {

    private static final int MAX_COOKIES = 50;
    private static final int MAX_LENGTH = 4096;

    private final List<Cookie> kept = new ArrayList<>();

    private record Cookie(
            String name, String value, String host, boolean below, String path, boolean secure) {

        boolean isSameAs(Cookie other) {
            return name.equals(other.name) && host.equals(other.host) && path.equals(other.path);
        }

        boolean goesTo(WebUrl url) {
            boolean there = url.host().equals(host) || (below && isBelow(url.host(), host));
            return there && (!secure || url.secure()) && isInside(pathOf(url));
        }

        private boolean isInside(String other) {
            return other.equals(path)
                    || (other.startsWith(path)
                            && (path.endsWith("/") || other.charAt(path.length()) == '/'));
        }
    }

    /// Takes what an answer from this URL sets; what makes no sense is overlooked, as browsers do.
    void take(WebUrl from, List<String> setCookies) {
        for (String text : setCookies) {
            Cookie cookie = read(from, text);
            if (cookie != null) {
                kept.removeIf(cookie::isSameAs);
                if (!isDeletion(text) && kept.size() < MAX_COOKIES) {
                    kept.add(cookie);
                }
            }
        }
    }

    /// @return the Cookie header of a request, or null where there is none to send
    @Nullable String header(WebUrl to) {
        String all =
                kept.stream()
                        .filter(cookie -> cookie.goesTo(to))
                        .map(cookie -> cookie.name() + "=" + cookie.value())
                        .collect(Collectors.joining("; "));
        return all.isEmpty() ? null : all;
    }

    private static @Nullable Cookie read(WebUrl from, String text) {
        String pair = text.split(";", 2)[0];
        int equals = pair.indexOf('=');
        String name = pair.substring(0, Math.max(0, equals)).strip();
        String value = pair.substring(equals + 1).strip();
        if (name.isEmpty() || text.length() > MAX_LENGTH || !isPrintable(pair)) {
            return null;
        }
        String domain = domain(text);
        boolean below = domain != null && !domain.isEmpty();
        String host = domain == null || domain.isEmpty() ? from.host() : domain;
        // one label, such as com, would send it to half the world
        boolean ours =
                host.equals(from.host()) || (host.indexOf('.') > 0 && isBelow(from.host(), host));
        String path = attribute(text, "path");
        return ours
                ? new Cookie(
                        name,
                        value,
                        host,
                        below,
                        path == null || !path.startsWith("/") ? folder(from) : path,
                        attribute(text, "secure") != null)
                : null;
    }

    private static @Nullable String domain(String text) {
        String domain = attribute(text, "domain");
        return domain == null ? null : domain.toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
    }

    private static boolean isDeletion(String text) {
        String age = attribute(text, "max-age");
        return age != null && (age.equals("0") || age.startsWith("-"));
    }

    private static @Nullable String attribute(String text, String name) {
        String[] parts = text.split(";", -1);
        String found = null;
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            if (pair[0].strip().equalsIgnoreCase(name)) {
                found = pair.length == 1 ? "" : pair[1].strip();
            }
        }
        return found;
    }

    private static boolean isBelow(String host, String domain) {
        return host.endsWith("." + domain) && IpLiteral.read(host) == null;
    }

    private static String folder(WebUrl url) {
        String path = pathOf(url);
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    private static String pathOf(WebUrl url) {
        int query = url.target().indexOf('?');
        return query < 0 ? url.target() : url.target().substring(0, query);
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c != 127 && c < 256);
    }
}
