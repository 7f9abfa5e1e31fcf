package org.imgmill.ops;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Names the settings that do not exist, and those that were probably meant.
final class UnknownSettingsAnalyzer extends AbstractFailureAnalyzer<UnknownSettings> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnknownSettings unknown) {
        return new FailureAnalysis(
                unknown.getMessage(),
                "Correct or remove it; docs/operations.md lists all settings.",
                unknown);
    }
}
