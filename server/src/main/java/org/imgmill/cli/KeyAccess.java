package org.imgmill.cli;

import java.util.List;

/// The keys of one imgmill, reached in one of two ways.
interface KeyAccess {

    /// @return the key's text
    String create(String name, List<String> scopes, LimitOptions limits);

    List<KeyLine> list();

    /// @return the key with its limits from now on
    KeyLine limit(String id, LimitOptions limits);

    void revoke(String id);
}
