package org.imgmill.cli;

import java.util.List;

/// The keys of one imgmill, reached in one of two ways.
interface KeyAccess {

    /// @return the key's text
    String create(String name, List<String> scopes);

    List<KeyLine> list();

    void revoke(String id);
}
