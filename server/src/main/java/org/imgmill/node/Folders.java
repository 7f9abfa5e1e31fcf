package org.imgmill.node;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/// What lies where in the data directory.
@ConfigurationProperties("imgmill")
public record Folders(@DefaultValue("./data") Path dataDir) {

    /// Before there are beans.
    public static Folders of(Environment environment) {
        return Binder.get(environment).bindOrCreate("imgmill", Folders.class);
    }

    /// What is being uploaded and downloaded; emptied at every start.
    public Path temporary() {
        return dataDir.resolve("tmp");
    }

    /// What Tomcat is still receiving; emptied at every start.
    public Path tomcat() {
        return dataDir.resolve("tomcat");
    }

    /// Outputs, unless the settings name another storage.
    public Path objects() {
        return dataDir.resolve("objects");
    }

    /// libvips and the classes of its processes.
    public Path transcode() {
        return dataDir.resolve("transcode");
    }

    /// The embedded database.
    public Path postgres() {
        return dataDir.resolve("postgres");
    }
}
