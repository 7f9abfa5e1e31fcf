package org.imgmill.processing;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.imgmill.Imgmill;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// A real node for which an image is only 200 ms of waiting, as for a distant host, with nothing to
/// transcode or to store.
public final class WaitingNode {

    private static final long MILLIS = 200;

    private WaitingNode() {}

    /// Named as a source, not found by a component scan: each bench has its own.
    static class DistantHosts {

        @Bean
        @Primary
        ImageTry waiting(MeterRegistry meters) {
            var stored =
                    meters.counter(
                            "imgmill.images", "outcome", "stored", "code", "", "codec", "none");
            return (turn, due, _, _) -> {
                TimeUnit.MILLISECONDS.sleep(MILLIS);
                stored.increment();
                return NotWorkedOn.stored(turn, due, (int) MILLIS);
            };
        }
    }

    public static void main(String... settings) {
        new SpringApplication(Imgmill.class, DistantHosts.class).run(settings);
    }
}
