package org.imgmill.ops;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says on the terminal, without a stack trace, what a node of a fleet lacks.
final class FleetRefusedAnalyzer extends AbstractFailureAnalyzer<FleetRefused> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, FleetRefused refused) {
        return new FailureAnalysis(refused.getMessage(), refused.action(), refused);
    }
}
