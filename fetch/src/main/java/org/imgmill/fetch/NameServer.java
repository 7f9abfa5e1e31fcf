package org.imgmill.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A name server, written as its address and its port where that is not 53: `10.0.0.2`,
/// `10.0.0.2:5353` or `[fd00::2]:5353`.
public record NameServer(InetSocketAddress address) {

    private static final int PORT = 53;

    public static NameServer of(String text) {
        String all = text.strip();
        InetAddress alone = IpLiteral.read(all);
        if (alone != null) {
            return new NameServer(new InetSocketAddress(alone, PORT));
        }
        int colon = all.lastIndexOf(':');
        InetAddress host = IpLiteral.read(unbracketed(all.substring(0, Math.max(0, colon))));
        String port = all.substring(colon + 1);
        if (host == null || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException(
                    text
                            + " is not a name server; write its address, such as 10.0.0.2 or 10.0.0.2:53");
        }
        return new NameServer(new InetSocketAddress(host, Integer.parseInt(port)));
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }
}
