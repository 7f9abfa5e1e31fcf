package org.imgmill.links;

import java.net.URI;
import org.springframework.core.env.StandardEnvironment;

/// Links for tests that start no server.
public final class Links {

    private Links() {}

    public static PublicUrl startingWith(String base) {
        return new PublicUrl(new LinkSettings(URI.create(base)), new StandardEnvironment());
    }
}
