package org.imgmill.fetch;

/// Who finds the addresses of names.
public enum NameResolver {
    /// imgmill itself, at the name servers of resolv.conf: for catalogues of very many hosts.
    DNS,

    /// The operating system, with all its ways, one thread for each name.
    SYSTEM
}
