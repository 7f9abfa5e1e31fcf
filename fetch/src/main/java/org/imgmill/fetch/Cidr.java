package org.imgmill.fetch;

import java.net.InetAddress;

/// A range of addresses such as 10.0.0.0/8 or fd00::/8; an address alone is a range of one.
public record Cidr(InetAddress first, int prefix) {

    public Cidr {
        byte[] bytes = first.getAddress();
        if (prefix < 0 || prefix > bytes.length * 8) {
            throw new IllegalArgumentException(
                    "/" + prefix + " is not a prefix length of " + first.getHostAddress());
        }
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            if (((bytes[bit / 8] >> (7 - bit % 8)) & 1) != 0) {
                throw new IllegalArgumentException(
                        first.getHostAddress()
                                + "/"
                                + prefix
                                + " has bits set behind its prefix; write the first address of the"
                                + " range");
            }
        }
    }

    /// Reads `address/prefix` or an address; names are not looked up.
    public static Cidr of(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress first = IpLiteral.read(parts[0]);
        if (first == null) {
            throw new IllegalArgumentException(text + " is not an address range");
        }
        if (parts.length == 1) {
            return new Cidr(first, first.getAddress().length * 8);
        }
        if (!parts[1].matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException(text + " is not an address range");
        }
        return new Cidr(first, Integer.parseInt(parts[1]));
    }

    public boolean contains(InetAddress address) {
        byte[] a = first.getAddress();
        byte[] b = address.getAddress();
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i * 8 < prefix; i++) {
            int mask = 0xFF << Math.max(0, 8 - (prefix - i * 8));
            if (((a[i] ^ b[i]) & mask & 0xFF) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefix;
    }
}
