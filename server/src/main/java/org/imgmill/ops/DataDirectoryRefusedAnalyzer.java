package org.imgmill.ops;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says on the terminal, without a stack trace, why the data directory was refused.
final class DataDirectoryRefusedAnalyzer extends AbstractFailureAnalyzer<DataDirectoryRefused> {

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, DataDirectoryRefused refused) {
        return new FailureAnalysis(refused.getMessage(), refused.action(), refused);
    }
}
