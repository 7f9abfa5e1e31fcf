package org.imgmill.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads addresses written in digits (RFC 4291, section 2.2) and never asks a name server, as
/// `InetAddress.getByName` would for whatever it cannot read.
final class IpLiteral {

    private static final int GROUPS = 8;

    private IpLiteral() {}

    /// @return null where the text is no address; an IPv4 address mapped into IPv6 is an IPv4
    ///   address
    static @Nullable InetAddress read(String text) {
        byte[] bytes = text.indexOf(':') < 0 ? four(text) : sixteen(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException fourOrSixteenBytesAreAlwaysAnAddress) {
            throw new IllegalStateException(fourOrSixteenBytesAreAlwaysAnAddress);
        }
    }

    /// Four numbers in decimal; a leading zero, which some read as octal, is refused.
    private static byte @Nullable [] four(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        if (parts.length != bytes.length) {
            return null;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (!isDecimal(parts[i]) || Integer.parseInt(parts[i]) > 255) {
                return null;
            }
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    private static boolean isDecimal(String part) {
        return !part.isEmpty()
                && part.length() <= 3
                && (part.length() == 1 || part.charAt(0) != '0')
                && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Eight groups in hex; two colons stand for one or more zero groups, and the last two groups
    /// may be an IPv4 address.
    private static byte @Nullable [] sixteen(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text);
            return all != null && all.length == 2 * GROUPS ? all : null;
        }
        byte[] left = gap == 0 ? new byte[0] : groups(text.substring(0, gap));
        String behind = text.substring(gap + 2);
        byte[] right = behind.isEmpty() ? new byte[0] : groups(behind);
        boolean fourInside = text.substring(0, gap).indexOf('.') >= 0;
        if (left == null
                || right == null
                || fourInside
                || left.length + right.length > 2 * (GROUPS - 1)) {
            return null;
        }
        byte[] all = Arrays.copyOf(left, 2 * GROUPS);
        System.arraycopy(right, 0, all, all.length - right.length, right.length);
        return all;
    }

    private static byte @Nullable [] groups(String text) {
        String[] parts = text.split(":", -1);
        byte[] bytes = new byte[2 * parts.length];
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (last && parts[i].indexOf('.') >= 0) {
                byte[] four = four(parts[i]);
                if (four == null) {
                    return null;
                }
                byte[] all = Arrays.copyOf(bytes, 2 * i + four.length);
                System.arraycopy(four, 0, all, 2 * i, four.length);
                return all;
            }
            if (parts[i].isEmpty() || parts[i].length() > 4 || !isHex(parts[i])) {
                return null;
            }
            int group = Integer.parseInt(parts[i], 16);
            bytes[2 * i] = (byte) (group >> 8);
            bytes[2 * i + 1] = (byte) group;
        }
        return bytes;
    }

    private static boolean isHex(String part) {
        return part.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    }
}
