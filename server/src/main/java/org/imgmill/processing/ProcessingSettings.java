package org.imgmill.processing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How a node works through its lanes.
///
/// @param lanes working at a time on this node; those that only wait for answers do not count
/// @param slice how long a lane works before it goes to the back of the queue
/// @param inFlight images of this node between the start of a download and the end of its storing;
///   a batch has at most as many as are free
/// @param attempts tries of one image before its failure stands
/// @param firstRetry wait before the second try; each further wait is four times as long
/// @param breakerFailures failures in a row before a host is left alone
/// @param breakerRest how long it is left alone
/// @param flushAfter how long an ending waits for company before it is written
/// @param polling how often the queue is asked for lanes that are due
/// @param heartbeat how often a node says of each lane that it still runs it; after four that did
///   not come another node takes the lane
@ConfigurationProperties("imgmill.processing")
record ProcessingSettings(
        @DefaultValue("400") int lanes,
        @DefaultValue("2s") Duration slice,
        @DefaultValue("4096") int inFlight,
        @DefaultValue("4") int attempts,
        @DefaultValue("2s") Duration firstRetry,
        @DefaultValue("20") int breakerFailures,
        @DefaultValue("60s") Duration breakerRest,
        @DefaultValue("250ms") Duration flushAfter,
        @DefaultValue("200ms") Duration polling,
        @DefaultValue("5s") Duration heartbeat) {

    ProcessingSettings {
        atLeastOne("lanes", lanes);
        atLeastOne("in-flight", inFlight);
        atLeastOne("attempts", attempts);
        atLeastOne("breaker-failures", breakerFailures);
        positive("slice", slice);
        positive("first-retry", firstRetry);
        positive("breaker-rest", breakerRest);
        positive("flush-after", flushAfter);
        positive("polling", polling);
        positive("heartbeat", heartbeat);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "imgmill.processing.%s is 1 or more, not %d".formatted(name, value));
        }
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "imgmill.processing.%s is a time such as 2s, not %s".formatted(name, value));
        }
    }
}
