package org.imgmill.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a name; may take as long as name servers like.
@FunctionalInterface
interface HostResolver {

    List<InetAddress> addresses(String host) throws UnknownHostException;
}
