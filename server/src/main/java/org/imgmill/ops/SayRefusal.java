package org.imgmill.ops;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/// Says why a start was refused and what to do about it, in one line on the standard error; Spring
/// Boot's own, which takes ten, is turned off in application.properties.
final class SayRefusal implements FailureAnalysisReporter {

    @Override
    public void report(FailureAnalysis analysis) {
        System.err.println(line(analysis.getDescription(), analysis.getAction()));
    }

    static String line(@Nullable String what, @Nullable String advice) {
        var said = (what == null ? "" : what) + " " + (advice == null ? "" : advice);
        return "imgmill: " + said.strip().replaceAll("\\s+", " ");
    }
}
