package org.imgmill.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.UUID;
import org.imgmill.node.Folders;
import org.springframework.stereotype.Component;

/// Opens an intake for each upload, with room for its images on the disk that the operator chose.
@Component
class Intakes {

    private final UrlSets urls;
    private final LaneSettings lanes;
    private final Path folder;

    Intakes(UrlSets urls, LaneSettings lanes, Folders folders) {
        this.urls = urls;
        this.lanes = lanes;
        this.folder = folders.temporary();
    }

    Intake open(UUID batch, Connection connection) {
        try {
            Files.createDirectories(folder);
            return new Intake(
                    batch,
                    connection,
                    urls.open(),
                    new LanePlan(lanes.lanesPerHost(), lanes.window()),
                    new ImageSpool(Files.createTempFile(folder, "intake-", ".images")));
        } catch (IOException e) {
            throw new UncheckedIOException("the upload could not be spooled", e);
        }
    }
}
