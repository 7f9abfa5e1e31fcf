package org.imgmill.node;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.core.env.Environment;

/// What a node does (`imgmill.role`). Deliveries and upkeep are done by all, by whoever comes
/// first.
public enum NodeRole {

    /// Takes uploads, serves, and works through lanes.
    ALL,
    /// Takes uploads and serves.
    WEB,
    /// Works through lanes and serves its health and metrics only.
    WORKER;

    /// @throws StartRefused if there is no such role, or the settings are not enough for a node of
    ///   it
    public static NodeRole of(Environment environment) {
        var word = environment.getProperty("imgmill.role", "all");
        var role =
                Arrays.stream(values())
                        .filter(known -> known.word().equals(word))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new StartRefused(
                                                "imgmill.role=%s is not a role.".formatted(word),
                                                "Set imgmill.role to all, web or worker."));
        if (role != ALL) {
            role.require(environment, "spring.datasource.url", "the PostgreSQL of all nodes");
            role.require(
                    environment, "imgmill.storage", "s3://bucket/prefix, or a folder of all nodes");
            role.require(environment, "imgmill.public-url", "the address of the web nodes");
        }
        return role;
    }

    private void require(Environment environment, String name, String what) {
        if (!environment.containsProperty(name)) {
            throw new StartRefused(
                    "imgmill.role=%s needs %s: %s.".formatted(word(), name, what),
                    "A node of a fleet shares its database, its storage and its public address with"
                            + " the others. Set --%s=..., or leave out imgmill.role."
                                    .formatted(name));
        }
    }

    public boolean runsLanes() {
        return this != WEB;
    }

    public boolean serves() {
        return this != WORKER;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
