package org.imgmill.patience;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Ends this process when a test class has run for twenty minutes, and says where its threads are.
///
/// JUnit's own time limits interrupt a test, which ends neither a loop nor the reading of a socket
/// or of what another process says. JUnit finds this one by `META-INF/services`.
/// `-Djunit.jupiter.execution.timeout.mode=disabled` turns off both, for tests that are told to go
/// on for hours.
public final class ClassLimit implements BeforeAllCallback, AfterAllCallback {

    private static final int MINUTES = 20;

    private static final ScheduledExecutorService LIMITS =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("class-limits").factory());

    private static final ExtensionContext.Namespace HERE =
            ExtensionContext.Namespace.create(ClassLimit.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        var mode = context.getConfigurationParameter("junit.jupiter.execution.timeout.mode");
        boolean outermost = context.getStore(HERE).get(ScheduledFuture.class) == null;
        if (outermost && !mode.equals(Optional.of("disabled"))) {
            var name = context.getRequiredTestClass().getName();
            context.getStore(HERE)
                    .put(
                            ScheduledFuture.class,
                            LIMITS.schedule(() -> end(name), MINUTES, TimeUnit.MINUTES));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        // This class's own limit: by get, a nested class finds that of its outer class.
        var limit = context.getStore(HERE).remove(ScheduledFuture.class, ScheduledFuture.class);
        if (limit != null) {
            limit.cancel(false);
        }
    }

    private static void end(String name) {
        System.err.printf(
                "%s has run for %d minutes; this process ends. Its threads:%n", name, MINUTES);
        Thread.getAllStackTraces()
                .forEach(
                        (thread, frames) -> {
                            System.err.println(thread);
                            for (var frame : frames) {
                                System.err.println("\tat " + frame);
                            }
                        });
        Runtime.getRuntime().halt(1);
    }
}
