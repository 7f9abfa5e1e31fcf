package org.imgmill.api.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.imgmill.batch.Sha256;
import org.imgmill.fetch.Version;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.storage.SourceBuckets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Catalogues in a bucket: an object, which is read like any other file, or a prefix, below which
/// the pictures themselves lie. Their keys are the ids then.
@Component
class BucketSource {

    private final SourceBuckets buckets;
    private final long mostBytes;

    BucketSource(SourceBuckets buckets, UploadSettings settings) {
        this.buckets = buckets;
        this.mostBytes = settings.maxBytes().toBytes();
    }

    static boolean isOne(String link) {
        return SourceBuckets.isOne(link);
    }

    /// Whether its file is a list of pictures, as JSON.
    static boolean isPrefix(@Nullable String link) {
        return link != null && isOne(link) && link.endsWith("/");
    }

    /// @throws Refused unless the settings let it be read
    void check(String link) {
        if (!buckets.allows(link)) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "%s is in no bucket that this server may read for others (imgmill.sources.buckets)."
                            .formatted(link));
        }
    }

    /// Puts it into a file, unless it is unchanged.
    ///
    /// @return null if it is unchanged
    @Nullable Version fetch(String link, Optional<Version> known, Path file) {
        check(link);
        var etag = known.filter(version -> version.at().equals(link)).map(Version::etag);
        try {
            var now = isPrefix(link) ? list(link, file) : object(link, etag.orElse(null), file);
            return now == null || etag.filter(now::equals).isPresent()
                    ? null
                    : new Version(link, now, null, Duration.ZERO);
        } catch (IOException e) {
            throw SourceEndings.refused(link, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String object(String link, @Nullable String etag, Path file)
            throws IOException {
        return switch (buckets.open(link, etag)) {
            case SourceBuckets.Unchanged() -> null;
            case SourceBuckets.Denied(var status) ->
                    throw SourceEndings.refused(link, "the object store answered " + status);
            case SourceBuckets.Found found -> {
                try (InputStream in = found.bytes()) {
                    if (found.length() > mostBytes) {
                        throw new Refused(
                                ProblemType.UPLOAD_TOO_LARGE,
                                "%s is larger than the %,d bytes that this server takes (imgmill.csv.max-bytes)."
                                        .formatted(link, mostBytes));
                    }
                    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                }
                yield found.etag();
            }
        };
    }

    /// @return a digest of the names and states of all pictures
    private String list(String link, Path file) throws IOException {
        var digest = Sha256.start();
        int[] pictures = new int[1];
        try (var out = Files.newOutputStream(file);
                var json =
                        new JsonFactory()
                                .createGenerator(
                                        ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("images");
            buckets.list(
                    link,
                    object -> {
                        if (ArrivedPictures.CALLED_A_PICTURE.matcher(object.key()).matches()) {
                            json.writeStartObject();
                            json.writeStringProperty("id", object.key());
                            json.writeStringProperty(
                                    "url", SourceBuckets.address(link, object.key()));
                            json.writeEndObject();
                            digest.update(
                                    "%s\n%s\n"
                                            .formatted(object.key(), object.etag())
                                            .getBytes(StandardCharsets.UTF_8));
                            pictures[0]++;
                        }
                    });
            json.writeEndArray();
            json.writeEndObject();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (pictures[0] == 0) {
            throw SourceEndings.refused(link, "nothing below it is called like a picture");
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
