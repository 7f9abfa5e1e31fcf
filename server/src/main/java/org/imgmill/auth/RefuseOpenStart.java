package org.imgmill.auth;

import java.net.InetAddress;
import java.nio.file.Files;
import org.imgmill.node.Folders;
import org.imgmill.node.StartRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/// Stops the start of a server that would be open to the network without a key, before a database
/// is made for it. Where there is one already, [AccessPolicy] looks whether there is a key in it.
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class RefuseOpenStart
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var binder = Binder.get(environment);
        var address = binder.bind("server.address", InetAddress.class).orElse(null);
        boolean open = address == null || !address.isLoopbackAddress();
        var auth = binder.bindOrCreate("imgmill", AuthSettings.class);
        // Not by KeySettings: imgmill.auth itself may be a word, which the binder cannot look
        // behind.
        var key = environment.getProperty("imgmill.auth.admin-key", "");
        boolean keyed = !key.isBlank();
        if (open && auth.auth() == AuthSettings.Mode.KEYS && !keyed && hasNoKeys(environment)) {
            throw openWithoutAKey(address);
        }
    }

    /// A database that is yet to be made.
    private static boolean hasNoKeys(Environment environment) {
        return environment.getProperty("spring.datasource.url", "embedded").equals("embedded")
                && !Files.exists(Folders.of(environment).postgres());
    }

    static StartRefused openWithoutAKey(@Nullable InetAddress address) {
        return new StartRefused(
                "server.address=%s would open this server to the network, and there is no key yet."
                        .formatted(address == null ? "" : address.getHostAddress()),
                "Make a key first (imgmill keys create --name admin --scopes admin), or set imgmill.auth.admin-key (environment: IMGMILL_AUTH_ADMINKEY) to a long random text or to \"generate\" (a key is made and shown in the log, once), or imgmill.auth=none where something in front of this server decides who gets in, or leave server.address at 127.0.0.1.");
    }
}
