package org.imgmill.fetch;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the host of a URL in all the spellings that browsers know: names in any script, IPv4
/// addresses in decimal, hex, octal and short forms, IPv6 addresses in brackets.
sealed interface HostName {

    /// The one normal form: a lower-case ASCII name without a final dot, or an address.
    record Canonical(String host) implements HostName {}

    record Impossible(String why) implements HostName {}

    static HostName read(String host) {
        if (host.startsWith("[")) {
            return ipv6(host);
        }
        return isPlain(host) ? checked(host) : mapped(host);
    }

    private static boolean isPlain(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '.' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static HostName mapped(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (!isPlain(name)) {
            String unescaped = name.indexOf('%') < 0 ? name : unescaped(name);
            String mapped = unescaped == null ? null : HostCharacters.map(unescaped);
            List<String> labels = mapped == null ? List.of() : List.of(mapped.split("\\.", -1));
            if (labels.isEmpty()
                    || labels.stream().anyMatch(HostName::isHalfEncoded)
                    || !labels.stream().allMatch(HostCharacters::isWellPlaced)
                    || !Bidi.isAllowed(labels)) {
                return new Impossible("has a host with a character that host names do not have");
            }
            name = labels.stream().map(HostName::asAscii).collect(Collectors.joining("."));
        }
        return isPlain(name)
                ? checked(name)
                : new Impossible("has a host with a character that host names do not have");
    }

    /// Characters may be written as UTF-8 behind percent signs.
    private static @Nullable String unescaped(String host) {
        try {
            // a plus sign is no escape
            return URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noEscape) {
            return null;
        }
    }

    private static boolean isHalfEncoded(String label) {
        return label.startsWith("xn--") && !isAscii(label);
    }

    private static boolean isAscii(String label) {
        return label.chars().allMatch(c -> c < 128);
    }

    private static String asAscii(String label) {
        return isAscii(label) || label.length() > 63 ? label : "xn--" + Punycode.encode(label);
    }

    private static HostName checked(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.isEmpty()) {
            return new Impossible("has no host");
        }
        if (name.length() > 253) {
            return new Impossible("has a host name longer than 253 characters");
        }
        int labelAt = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '.') {
                int length = i - labelAt;
                if (length == 0 || length > 63 || name.charAt(labelAt) == '-') {
                    return new Impossible("has a host name with an impossible part");
                }
                labelAt = i + 1;
            }
        }
        return endsInNumber(name) ? ipv4(name) : new Canonical(name);
    }

    /// Digits that are no number, such as 09, are no name either.
    private static boolean endsInNumber(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        char first = last.charAt(0);
        boolean digits = last.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits || (first >= '0' && first <= '9' && number(last) >= 0);
    }

    /// Every form that inet_aton knows.
    private static HostName ipv4(String name) {
        String[] parts = name.split("\\.", -1);
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            long value = number(parts[i]);
            long limit = last ? 1L << (8 * (4 - i)) : 256;
            if (parts.length > 4 || value < 0 || value >= limit) {
                return new Impossible("has an impossible IPv4 address");
            }
            address |= last ? value : value << (8 * (3 - i));
        }
        return new Canonical(
                (address >> 24)
                        + "."
                        + ((address >> 16) & 255)
                        + "."
                        + ((address >> 8) & 255)
                        + "."
                        + (address & 255));
    }

    private static long number(String part) {
        int radix = part.startsWith("0x") ? 16 : part.length() > 1 && part.startsWith("0") ? 8 : 10;
        String digits = radix == 16 ? part.substring(2) : part;
        if (digits.isEmpty()) {
            return 0;
        }
        boolean readable = digits.chars().allMatch(c -> Character.digit(c, radix) >= 0);
        // digits too long to parse are still a number, but too big for an address
        return !readable
                ? -1
                : digits.length() > 14 ? Long.MAX_VALUE : Long.parseLong(digits, radix);
    }

    private static HostName ipv6(String host) {
        String inside = host.substring(1, Math.max(1, host.length() - 1));
        boolean readable =
                host.endsWith("]")
                        && inside.indexOf(':') >= 0
                        && inside.chars().allMatch(c -> c == '.' || c == ':' || isHex(c));
        if (!readable) {
            return new Impossible("has an impossible IPv6 address");
        }
        InetAddress address = IpLiteral.read(inside);
        return address == null
                ? new Impossible("has an impossible IPv6 address")
                : new Canonical(shortened(address.getHostAddress()));
    }

    private static boolean isHex(int c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    /// RFC 5952: the first longest run of two or more zero groups becomes two colons.
    private static String shortened(String address) {
        for (int zeros = 8; zeros >= 2; zeros--) {
            String run = ":" + "0:".repeat(zeros);
            String padded = ":" + address + ":";
            int at = padded.indexOf(run);
            if (at >= 0) {
                String left = padded.substring(Math.min(1, at), at);
                String right = padded.substring(at + run.length());
                return left
                        + "::"
                        + (right.isEmpty() ? "" : right.substring(0, right.length() - 1));
            }
        }
        return address;
    }
}
