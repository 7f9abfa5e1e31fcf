package org.imgmill.fetch;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// Finds the addresses of names. A look-up never blocks whoever asks for it.
interface NameSource extends AutoCloseable {

    /// @param wanted asked before each further question is sent: a look-up nobody waits for ends
    ///   with a `CancellationException`
    Lookup ask(String name, BooleanSupplier wanted);

    /// How many look-ups this source takes on at a time.
    int places();

    @Override
    default void close() {}

    /// What was found, and how long that holds; no address is an answer too.
    record Found(List<InetAddress> addresses, Duration holds) {}

    /// One look-up under way.
    ///
    /// @param first completes as soon as there is something to dial
    /// @param whole completes when nothing more will come, never before `first`
    record Lookup(CompletableFuture<Found> first, CompletableFuture<Found> whole) {}
}
