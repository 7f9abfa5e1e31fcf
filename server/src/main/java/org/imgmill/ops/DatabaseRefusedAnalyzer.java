package org.imgmill.ops;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/// Says that the database of the settings was lost while the server started.
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
        var refused = OuterDatabase.refused(url, failure);
        return new FailureAnalysis(refused.getMessage(), refused.advice(), failure);
    }
}
