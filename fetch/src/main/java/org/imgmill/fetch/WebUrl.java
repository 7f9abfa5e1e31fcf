package org.imgmill.fetch;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An absolute http or https URL in its normal form, read from text as a browser would read it.
///
/// The text of a WebUrl is always a valid RFC 3986 URI in ASCII: two texts that a browser would
/// fetch with the same request have the same normal form.
public final class WebUrl implements ParsedUrl {

    /// `https:/a.jpg`: with the same scheme, a reference to the same host.
    private static final Pattern ONE_SLASH = Pattern.compile("(?i)(https?):(?!//)(.*)");

    private final String text;
    private final boolean secure;
    private final String host;
    private final int port;
    private final int targetAt;

    /// @param targetAt where the path begins in the text
    WebUrl(String text, boolean secure, String host, int port, int targetAt) {
        this.text = text;
        this.secure = secure;
        this.host = host;
        this.port = port;
        this.targetAt = targetAt;
    }

    public static ParsedUrl parse(String text) {
        return new UrlReader(text).read();
    }

    /// The whole URL, without a fragment.
    public String text() {
        return text;
    }

    /// Host, and port where it is not the default one: the key of lanes, limits and the breaker.
    public String authority() {
        int start = secure ? "https://".length() : "http://".length();
        return text.substring(start, targetAt);
    }

    /// A lower-case ASCII name, or an address; an IPv6 address has no brackets here.
    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public boolean secure() {
        return secure;
    }

    /// Path and query.
    public String target() {
        return text.substring(targetAt);
    }

    /// Reads a reference, as in a Location header, that was found at this URL.
    public ParsedUrl resolve(String reference) {
        String there = withSlashes(reference.strip());
        Matcher oneSlash = ONE_SLASH.matcher(there);
        if (oneSlash.matches()) {
            boolean here = secure == oneSlash.group(1).equalsIgnoreCase("https");
            return here
                    ? resolve(oneSlash.group(2))
                    : parse(oneSlash.group(1) + "://" + oneSlash.group(2).replaceFirst("^/", ""));
        }
        if (hasScheme(there)) {
            return parse(there);
        }
        if (there.startsWith("//")) {
            return parse((secure ? "https:" : "http:") + there);
        }
        return parse(base(there) + there);
    }

    /// A backslash is a slash to browsers, up to the query.
    private static String withSlashes(String reference) {
        int end = 0;
        while (end < reference.length() && "?#".indexOf(reference.charAt(end)) < 0) {
            end++;
        }
        return reference.substring(0, end).replace('\\', '/') + reference.substring(end);
    }

    private String base(String reference) {
        int query = text.indexOf('?', targetAt);
        String withoutQuery = query < 0 ? text : text.substring(0, query);
        return switch (reference.isEmpty() ? '#' : reference.charAt(0)) {
            case '/' -> text.substring(0, targetAt);
            case '?' -> withoutQuery;
            case '#' -> text;
            default -> withoutQuery.substring(0, withoutQuery.lastIndexOf('/') + 1);
        };
    }

    private static boolean hasScheme(String reference) {
        int colon = reference.indexOf(':');
        return colon > 0
                && reference
                        .substring(0, colon)
                        .toLowerCase(Locale.ROOT)
                        .matches("[a-z][a-z0-9+.-]*");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebUrl that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
