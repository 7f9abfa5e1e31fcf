package org.imgmill.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses belong to the public internet, after the registries of special-purpose addresses
/// that IANA keeps (RFC 6890 and its updates).
final class PublicInternet {

    private static final List<Cidr> NOT_PUBLIC_4 =
            ranges(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32", // Azure's WireServer, which only looks public
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4");

    private static final Cidr GLOBAL_6 = Cidr.of("2000::/3");

    private static final List<Cidr> NOT_PUBLIC_6 =
            ranges(
                    "2001::/23", // protocol assignments, Teredo among them
                    "2001:db8::/32",
                    "2002::/16", // 6to4, which can name any IPv4 address
                    "3fff::/20");

    private static final Cidr NAT64 = Cidr.of("64:ff9b::/96");

    private PublicInternet() {}

    static boolean contains(InetAddress address) {
        return switch (address) {
            case Inet4Address v4 -> none(NOT_PUBLIC_4, v4);
            case Inet6Address v6 -> containsV6(v6);
            default -> false;
        };
    }

    private static boolean containsV6(Inet6Address address) {
        byte[] bytes = address.getAddress();
        if (NAT64.contains(address)) {
            return contains(lastFour(bytes));
        }
        return GLOBAL_6.contains(address)
                && none(NOT_PUBLIC_6, address)
                && (!isIsatap(bytes) || contains(lastFour(bytes)));
    }

    /// ISATAP (RFC 5214): any prefix, then 0:5efe or 200:5efe, then an IPv4 address.
    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & 0xFD) == 0
                && bytes[9] == 0
                && bytes[10] == 0x5E
                && bytes[11] == (byte) 0xFE;
    }

    private static InetAddress lastFour(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException fourBytesAreAlwaysAnAddress) {
            throw new IllegalStateException(fourBytesAreAlwaysAnAddress);
        }
    }

    private static boolean none(List<Cidr> ranges, InetAddress address) {
        return ranges.stream().noneMatch(range -> range.contains(address));
    }

    private static List<Cidr> ranges(String... texts) {
        return Stream.of(texts).map(Cidr::of).toList();
    }
}
