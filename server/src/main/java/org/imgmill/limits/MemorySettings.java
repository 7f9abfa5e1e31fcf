package org.imgmill.limits;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/// The heap that requests may hold.
///
/// @param memory for JSON, fields of forms, and pictures on their way in and out, on this node; an
///   eighth of the heap where nothing is set
@ConfigurationProperties("imgmill.requests")
record MemorySettings(@Nullable DataSize memory) {

    MemorySettings {
        if (memory != null && memory.toBytes() < 1 << 20) {
            throw new IllegalArgumentException(
                    "imgmill.requests.memory is 1MB or more, not " + memory);
        }
    }

    long bytes() {
        return memory != null ? memory.toBytes() : Runtime.getRuntime().maxMemory() / 8;
    }
}
