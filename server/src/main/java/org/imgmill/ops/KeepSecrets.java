package org.imgmill.ops;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imgmill.transcode.ConfineProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.EnumerablePropertySource;

/// Keeps passwords from other processes of this user: they cannot look into this process, and what
/// the command line gives away is said.
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class KeepSecrets implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(KeepSecrets.class);

    private static final Pattern SECRET =
            Pattern.compile("(^|[.-])(password|secret|secret-key|admin-key|token)$|[.]headers[.]");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfineProcess.hideThisProcess()
                .ifPresent(
                        why ->
                                log.warn(
                                        "Other processes of this user can read this one's environment and memory: {}. It goes on.",
                                        why));
        context.getEnvironment().getPropertySources().stream()
                .filter(CommandLinePropertySource.class::isInstance)
                .map(source -> (EnumerablePropertySource<?>) source)
                .flatMap(source -> secrets(source).stream())
                .forEach(
                        name ->
                                log.warn(
                                        "--{} was given on the command line, which every user of this machine can read (ps)."
                                                + " Give it as {} or in a file; docs/operations.md says how.",
                                        name,
                                        variable(name)));
    }

    static List<String> secrets(EnumerablePropertySource<?> given) {
        return Stream.of(given.getPropertyNames())
                .filter(name -> SECRET.matcher(name).find())
                .filter(name -> !"".equals(given.getProperty(name)))
                .filter(name -> !"generate".equals(given.getProperty(name)))
                .sorted()
                .toList();
    }

    private static String variable(String name) {
        return name.replace("-", "").replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    }
}
