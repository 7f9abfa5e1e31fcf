package org.imgmill.batch;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How many connections of one batch a host sees: lanes per host, times images in flight per lane.
@ConfigurationProperties("imgmill.outbound")
public record LaneSettings(@DefaultValue("4") int lanesPerHost, @DefaultValue("8") int window) {

    public LaneSettings {
        if (lanesPerHost < 1 || lanesPerHost > 64) {
            throw new IllegalArgumentException(
                    "imgmill.outbound.lanes-per-host is 1 to 64, not " + lanesPerHost);
        }
        if (window < 1 || window > 256) {
            throw new IllegalArgumentException(
                    "imgmill.outbound.window is 1 to 256, not " + window);
        }
    }
}
