package org.imgmill.origin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request as the origin read it.
///
/// @param headers by lower-case name
public record Request(
        String method, String target, Map<String, List<String>> headers, byte[] body) {

    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.getFirst();
    }
}
