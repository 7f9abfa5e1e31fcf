package org.imgmill.ops;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/// Says that the database of the settings cannot be reached or does not let us in.
final class DatabaseRefusedAnalyzer extends AbstractFailureAnalyzer<PSQLException> {

    private final Environment environment;

    DatabaseRefusedAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PSQLException failure) {
        var url = environment.getProperty("spring.datasource.url");
        var state = failure.getSQLState();
        if (url == null || state == null || !(state.startsWith("08") || state.startsWith("28"))) {
            return null;
        }
        return new FailureAnalysis(
                "The database of spring.datasource.url=%s cannot be used: %s"
                        .formatted(withoutSecrets(url), failure.getMessage()),
                "Check spring.datasource.url, spring.datasource.username and"
                        + " spring.datasource.password, or leave out the url: imgmill then brings a"
                        + " PostgreSQL of its own.",
                failure);
    }

    private static String withoutSecrets(String url) {
        return url.replaceFirst("\\?.*", "");
    }
}
