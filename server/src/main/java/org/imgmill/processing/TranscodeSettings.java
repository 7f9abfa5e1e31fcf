package org.imgmill.processing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.imgmill.transcode.ConfineProcess;
import org.imgmill.transcode.Confinement;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How far the decoders may go.
///
/// @param maxPixels over all frames of an image
/// @param workers images transcoded at a time; 0: one per core
/// @param libvips null: the one that came with imgmill
/// @param confinement what decoders give up before they see an image
/// @param watermarks the folder of pictures that recipes may lay over others; null: there are none
/// @param parts where libvips has been unpacked already; null: in the data directory
@ConfigurationProperties("imgmill.transcode")
record TranscodeSettings(
        @DefaultValue("100000000") long maxPixels,
        @DefaultValue("30s") Duration deadline,
        @DefaultValue("0") int workers,
        @Nullable Path libvips,
        @DefaultValue("available") Confinement confinement,
        @Nullable Path watermarks,
        @Nullable Path parts) {

    TranscodeSettings {
        if (libvips != null && !Files.isRegularFile(libvips)) {
            throw new IllegalArgumentException(
                    "imgmill.transcode.libvips is the file of a libvips 8.18; there is no file "
                            + libvips);
        }
        if (watermarks != null && !Files.isDirectory(watermarks)) {
            throw new IllegalArgumentException(
                    "imgmill.transcode.watermarks is a folder of pictures; there is no folder "
                            + watermarks);
        }
        if (maxPixels < 1) {
            throw new IllegalArgumentException(
                    "imgmill.transcode.max-pixels is 1 or more, not " + maxPixels);
        }
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException(
                    "imgmill.transcode.deadline is a time such as 30s, not " + deadline);
        }
        if (workers < 0 || workers > 256) {
            throw new IllegalArgumentException(
                    "imgmill.transcode.workers is 0 (one per core) to 256, not " + workers);
        }
        if (confinement == Confinement.REQUIRED && !ConfineProcess.lacking().isEmpty()) {
            throw new IllegalArgumentException(
                    "imgmill.transcode.confinement=required is not possible here: "
                            + String.join("; ", ConfineProcess.lacking()));
        }
        if (workers == 0) {
            workers = Runtime.getRuntime().availableProcessors();
        }
    }
}
