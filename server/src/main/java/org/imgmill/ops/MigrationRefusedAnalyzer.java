package org.imgmill.ops;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Says in one line why the tables of the database could not be made those of this imgmill, and
/// what to do.
@Order(Ordered.LOWEST_PRECEDENCE)
final class MigrationRefusedAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FlywayException failure) {
        var refused = refusal(failure);
        var why =
                refused == null ? firstLine(failure.getMessage()) : firstLine(refused.getMessage());
        return new FailureAnalysis(
                "The database could not be migrated: " + why, advice(failure, refused), failure);
    }

    private static @Nullable SQLException refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql;
            }
        }
        return null;
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    private static String advice(FlywayException failure, @Nullable SQLException refused) {
        if (refused != null) {
            return switch (refused.getSQLState()) {
                case "42501" ->
                        "Let the user of spring.datasource.username own the database, or grant it CREATE on the schema; nothing was changed.";
                case "25006" ->
                        "This is a standby, or read-only: name the primary in spring.datasource.url.";
                case "53100" -> "The disk of PostgreSQL is full: free some of it and start again.";
                default ->
                        "Every migration is done whole or not at all. Correct what PostgreSQL says and start again; or go back to the version before, whose tables these still are.";
            };
        }
        return failure instanceof FlywayValidateException
                ? "Its tables were made by another imgmill than this one. Start that one, or restore a backup; docs/operations.md says how."
                : "Name a database of imgmill's own in spring.datasource.url: an empty one, or one that imgmill made.";
    }
}
