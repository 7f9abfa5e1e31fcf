package org.imgmill.ops;

import org.imgmill.node.KnownSettings;
import org.imgmill.node.NodeRole;
import org.imgmill.node.StartRefused;
import org.imgmill.storage.TryStorage;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreTopLevelConverterNotFoundBindHandler;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;

/// Looks at everything that can be wrong with the settings before the data directory is taken and a
/// database started: values, address and port, an outer database, a folder of outputs.
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class CheckSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var binder = Binder.get(environment);
        for (var record : KnownSettings.load().records()) {
            binder.bindOrCreate(
                    record.prefix(),
                    Bindable.of(
                            ClassUtils.resolveClassName(record.type(), context.getClassLoader())),
                    // imgmill.auth itself is a word, those below it are settings of their own
                    new IgnoreTopLevelConverterNotFoundBindHandler());
        }
        NodeRole.of(environment);
        ListeningAddress.check(binder);
        OuterDatabase.check(environment);
        TryStorage.refusal(environment)
                .ifPresent(
                        fails -> {
                            throw new StartRefused(
                                    "imgmill.storage=%s: %s."
                                            .formatted(
                                                    environment.getProperty("imgmill.storage"),
                                                    fails.what()),
                                    fails.advice());
                        });
    }
}
