package org.imgmill.ops;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/// Says which setting has which value, and what it may have.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingRefusedAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final Map<Class<?>, String> ALLOWED =
            Map.of(
                    Duration.class, "a time such as 30s, 5m or 12h",
                    DataSize.class, "a size such as 512KB, 50MB or 1GB",
                    Boolean.class, "true or false",
                    Integer.class, "a whole number",
                    Long.class, "a whole number",
                    Double.class, "a number such as 0.5",
                    URI.class, "an address such as https://images.example.com",
                    InetAddress.class, "an address of this machine such as 127.0.0.1 or 0.0.0.0");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException failure) {
        var refusal = refusal(failure);
        return refusal == null
                ? null
                : new FailureAnalysis(
                        refusal,
                        "Correct that setting; docs/operations.md lists them all.",
                        failure);
    }

    private static @Nullable String refusal(BindException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConversionFailedException conversion) {
                return "%s is %s, not \"%s\"%s."
                        .formatted(
                                failure.getName(),
                                allowed(conversion.getTargetType().getType(), conversion),
                                conversion.getValue(),
                                origin(failure));
            }
            // The messages of our own settings name the setting already.
            var message = cause.getMessage();
            if (cause instanceof IllegalArgumentException
                    && message != null
                    && message.startsWith("imgmill.")) {
                return message + ".";
            }
        }
        return null;
    }

    private static String allowed(Class<?> type, ConversionFailedException refusal) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(word -> word.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        var boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        var known = ALLOWED.get(boxed);
        return known != null
                ? known
                : "of another form (%s)"
                        .formatted(NestedExceptionUtils.getMostSpecificCause(refusal).getMessage());
    }

    private static String origin(BindException failure) {
        var property = failure.getProperty();
        return property == null || property.getOrigin() == null
                ? ""
                : " (from " + property.getOrigin() + ")";
    }
}
