package org.imgmill.processing;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether this node's codec runs at full speed, for load balancers.
@Component("codecHealthIndicator")
class CodecHealth implements HealthIndicator {

    private final CodecPool codec;

    CodecHealth(CodecPool codec) {
        this.codec = codec;
    }

    @Override
    public Health health() {
        return (codec.isWarm() ? Health.up() : Health.down()).build();
    }
}
