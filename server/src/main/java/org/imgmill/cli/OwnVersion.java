package org.imgmill.cli;

import java.io.IOException;
import java.util.Properties;

/// The version that the build wrote into the settings.
final class OwnVersion {

    private OwnVersion() {}

    static String text() throws IOException {
        var settings = new Properties();
        try (var built = OwnVersion.class.getResourceAsStream("/application.properties")) {
            settings.load(built);
        }
        return settings.getProperty("imgmill.version");
    }
}
