package org.imgmill.limits;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/// Where catalogues are read: on platform threads, as many as there are places for uploads. Virtual
/// threads share as many carriers as there are cores and give them up only when they wait, so that
/// two catalogues would keep everything else from being answered.
@Component
public class ParsingThreads implements DisposableBean {

    private final ExecutorService threads;

    ParsingThreads(UploadLimits limits) {
        threads =
                Executors.newFixedThreadPool(
                        limits.concurrent(),
                        Thread.ofPlatform().daemon().name("catalogue-", 0).factory());
    }

    /// Waits until it is done; what it throws is thrown here. It knows which request it is for.
    public <T> T run(Supplier<T> work) {
        var request = RequestContextHolder.getRequestAttributes();
        var log = MDC.getCopyOfContextMap();
        var running = threads.submit(named(work, request, log));
        try {
            return running.get();
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server stops", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException ours -> throw ours;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private static <T> Callable<T> named(
            Supplier<T> work,
            @Nullable RequestAttributes request,
            @Nullable Map<String, String> log) {
        return () -> {
            RequestContextHolder.setRequestAttributes(request);
            MDC.setContextMap(log == null ? Map.of() : log);
            try {
                return work.get();
            } finally {
                RequestContextHolder.resetRequestAttributes();
                MDC.clear();
            }
        };
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
