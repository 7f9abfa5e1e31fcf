package org.imgmill.links;

import java.net.URI;
import java.time.Duration;
import org.springframework.core.env.StandardEnvironment;

/// Links for tests that start no server.
public final class Links {

    private Links() {}

    public static FileLinks startingWith(String base) {
        return new FileLinks(
                new PublicUrl(
                        new LinkSettings(URI.create(base)),
                        new AskedAt(new StandardEnvironment()),
                        new StandardEnvironment()),
                new FileSettings(FileSettings.Links.PUBLIC, Duration.ofDays(7)),
                new byte[0]);
    }
}
