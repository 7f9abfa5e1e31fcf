package org.imgmill.ops;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.imgmill.node.KnownSettings;
import org.imgmill.node.StartRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// Stops the start over settings that do not exist, before anything is made: a mistyped limit would
/// otherwise be no limit.
///
/// On the command line and in files of settings every name has to exist; elsewhere, where other
/// programs put names too, only those that begin as settings do.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefuseUnknownSettings
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /// Variables that the launcher and the command line read, and those that Kubernetes sets in
    /// every container where a service is called imgmill, spring or server.
    private static final Pattern NO_SETTING =
            Pattern.compile(
                    "IMGMILL_(JAVA_HOME|JAVA_FOLDERS|JAVA_OPTS|APP|CACHE|KEY|(\\w+_)?SERVICE_(HOST|PORT(_\\w+)?)"
                            + "|(\\w+_)?PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?)|[A-Z]+_(SERVICE_(HOST|PORT(_\\w+)?)|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");

    private static final Set<String> PREFIXES =
            Set.of("imgmill", "spring", "management", "logging", "springdoc");

    /// Other programs' variables begin so too, so only what is nearly a setting counts.
    private static final Set<String> SHARED_PREFIXES = Set.of("server");

    private static final int NEARLY = 2;

    /// What nearly everybody sets: the lists of the libraries are not read for these.
    private static final Set<String> USUAL =
            Set.of(
                    "server.port",
                    "server.address",
                    "server.forward-headers-strategy",
                    "spring.datasource.url",
                    "spring.datasource.username",
                    "spring.datasource.password",
                    "spring.config.import",
                    "spring.application.pid",
                    "spring.application.version",
                    "logging.threshold.console");

    private static final String BUILT_IN = "class path resource [application.properties]";

    private final KnownSettings own = KnownSettings.load();
    private @Nullable KnownSettings libraries;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var unknown = new ArrayList<String>();
        for (var source : ConfigurationPropertySources.get(context.getEnvironment())) {
            if (source instanceof IterableConfigurationPropertySource names && !isBuiltIn(source)) {
                names.stream()
                        .filter(name -> isUnknown(name, source))
                        .map(name -> refusal(name, source))
                        .forEach(unknown::add);
            }
        }
        if (!unknown.isEmpty()) {
            throw new StartRefused(
                    String.join("\n", unknown),
                    "Correct or remove it; docs/operations.md lists all settings.");
        }
    }

    private static boolean isBuiltIn(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof OriginTrackedMapPropertySource file
                && file.getName().contains(BUILT_IN);
    }

    private boolean isUnknown(ConfigurationPropertyName name, ConfigurationPropertySource source) {
        var first = name.getElement(0, ConfigurationPropertyName.Form.UNIFORM);
        var underlying = source.getUnderlyingSource();
        boolean strict =
                underlying instanceof CommandLinePropertySource<?>
                        || underlying instanceof OriginTrackedMapPropertySource;
        boolean shared = SHARED_PREFIXES.contains(first);
        if (!(strict || shared || PREFIXES.contains(first)) || USUAL.contains(name.toString())) {
            return false;
        }
        var known = listOf(name);
        if (known.contains(name)) {
            return false;
        }
        boolean variable = underlying instanceof SystemEnvironmentPropertySource;
        if (variable && (known.containsRunTogether(name) || isNoSetting(name))) {
            return false;
        }
        return strict || !shared || known.isNearly(name, NEARLY);
    }

    private static boolean isOwn(ConfigurationPropertyName name) {
        return name.toString().startsWith(KnownSettings.PREFIX);
    }

    private KnownSettings listOf(ConfigurationPropertyName name) {
        if (isOwn(name)) {
            return own;
        }
        if (libraries == null) {
            libraries = KnownSettings.ofLibraries();
        }
        return libraries;
    }

    private static boolean isNoSetting(ConfigurationPropertyName name) {
        var variable = name.toString().replaceAll("[^A-Za-z0-9]+", "_");
        return NO_SETTING.matcher(variable.toUpperCase(Locale.ROOT)).matches();
    }

    private String refusal(ConfigurationPropertyName name, ConfigurationPropertySource source) {
        var origin = Origin.from(source.getConfigurationProperty(name));
        return "imgmill has no setting %s (from %s). Did you mean %s?"
                .formatted(
                        name,
                        origin == null ? source.getUnderlyingSource() : origin,
                        nearest(name));
    }

    /// Of all there are: the first word may be the one that is mistyped.
    private String nearest(ConfigurationPropertyName name) {
        return isOwn(name) ? own.nearest(name) : own.with(listOf(name)).nearest(name);
    }
}
