package org.imgmill.ops;

import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;
import org.imgmill.node.StartRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// Stops the start over settings that imgmill does not have, before anything is made: a mistyped
/// limit would otherwise be no limit.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefuseUnknownSettings
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /// Variables that the launcher and the command line read, and those that Kubernetes sets in
    /// every container where a service is called imgmill.
    private static final Pattern NO_SETTING =
            Pattern.compile(
                    "IMGMILL_(JAVA_HOME|JAVA_OPTS|APP|KEY"
                            + "|(\\w+_)?SERVICE_(HOST|PORT(_\\w+)?)"
                            + "|(\\w+_)?PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?)");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var known = KnownSettings.load();
        var unknown = new ArrayList<String>();
        for (var source : ConfigurationPropertySources.get(context.getEnvironment())) {
            if (source instanceof IterableConfigurationPropertySource names) {
                names.stream()
                        .filter(name -> isUnknown(name, source, known))
                        .map(name -> refusal(name, source, known))
                        .forEach(unknown::add);
            }
        }
        if (!unknown.isEmpty()) {
            throw new StartRefused(
                    String.join("\n", unknown),
                    "Correct or remove it; docs/operations.md lists all settings.");
        }
    }

    private static boolean isUnknown(
            ConfigurationPropertyName name,
            ConfigurationPropertySource source,
            KnownSettings known) {
        if (!name.toString().startsWith(KnownSettings.PREFIX) || known.contains(name)) {
            return false;
        }
        return !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)
                || !(known.containsRunTogether(name) || isNoSetting(name));
    }

    private static boolean isNoSetting(ConfigurationPropertyName name) {
        var variable = name.toString().replaceAll("[^A-Za-z0-9]+", "_");
        return NO_SETTING.matcher(variable.toUpperCase(Locale.ROOT)).matches();
    }

    private static @Nullable Origin origin(
            ConfigurationPropertyName name, ConfigurationPropertySource source) {
        return Origin.from(source.getConfigurationProperty(name));
    }

    private static String refusal(
            ConfigurationPropertyName name,
            ConfigurationPropertySource source,
            KnownSettings known) {
        var origin = origin(name, source);
        return "imgmill has no setting %s (from %s). Did you mean %s?"
                .formatted(
                        name,
                        origin == null ? source.getUnderlyingSource() : origin,
                        known.nearest(name));
    }
}
