package org.imgmill.ops;

import java.nio.file.Path;
import java.util.Map;
import org.imgmill.node.Folders;
import org.imgmill.postgres.PostgresFolder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/// Takes the data directory before the first bean exists, starts the embedded PostgreSQL unless the
/// settings name another database, and gives both back after the last bean is gone.
///
/// The folder's absolute path and the node's persistent name are then in the environment, as
/// `imgmill.data-dir` and `imgmill.node-id`.
final class OpenDataDirectory
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /// The command line's word for the database that imgmill brings.
    static final String EMBEDDED = "embedded";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var directory = DataDirectory.open(Folders.of(environment));
        // Spring destroys in the reverse order of registration: the first in is the last out.
        var beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton("dataDirectory", directory);
        beans.registerDisposableBean("dataDirectory", directory);
        if (environment.getProperty("spring.datasource.url", EMBEDDED).equals(EMBEDDED)) {
            var postgres = StartingPostgres.in(folder(new Folders(directory.path()), environment));
            beans.registerSingleton("embeddedPostgres", postgres);
            beans.registerDisposableBean("embeddedPostgres", postgres);
        }
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "imgmill data directory",
                                Map.of(
                                        "imgmill.data-dir", directory.path().toString(),
                                        "imgmill.node-id", directory.nodeId())));
    }

    private static PostgresFolder folder(Folders folders, Environment environment) {
        var programs = environment.getProperty("imgmill.postgres.programs");
        return programs == null
                ? PostgresFolder.in(folders.postgres())
                : PostgresFolder.in(folders.postgres(), Path.of(programs));
    }
}
