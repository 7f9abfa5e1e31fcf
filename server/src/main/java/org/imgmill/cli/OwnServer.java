package org.imgmill.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imgmill.node.Folders;

/// The settings of a server that one command has to itself: a PostgreSQL and a storage of its own,
/// for this machine only and without keys, whatever the environment says of the real one.
record OwnServer(Map<String, String> own) {

    static OwnServer in(String dataDirectory) {
        var own = new LinkedHashMap<String, String>();
        own.put("imgmill.data-dir", dataDirectory);
        own.put("imgmill.storage", new Folders(Path.of(dataDirectory)).objects().toString());
        own.put("imgmill.role", "all");
        own.put("imgmill.files", "public");
        own.put("imgmill.auth", "keys");
        own.put("imgmill.auth.admin-key", "");
        own.put("spring.datasource.url", "embedded");
        own.put("imgmill.announced", "false");
        own.put("server.address", "127.0.0.1");
        return new OwnServer(own);
    }

    /// @throws BadInput for a setting that such a server does not take
    void refuse(List<String> settings) {
        for (var setting : settings) {
            if (own.containsKey(name(setting))) {
                throw new BadInput(
                        "this command has a server of its own, which takes no --%s."
                                .formatted(name(setting)));
            }
        }
    }

    /// @param others settings for the real server; those that would touch it are left out
    List<String> settings(List<String> others) {
        var settings = new ArrayList<>(Quiet.SETTINGS);
        own.forEach((name, value) -> settings.add("--%s=%s".formatted(name, value)));
        others.stream().filter(setting -> !own.containsKey(name(setting))).forEach(settings::add);
        if (others.stream().noneMatch(setting -> name(setting).equals("server.port"))) {
            settings.add("--server.port=0");
        }
        return settings;
    }

    static String name(String setting) {
        return setting.replaceFirst("^--", "").replaceFirst("=.*", "");
    }
}
