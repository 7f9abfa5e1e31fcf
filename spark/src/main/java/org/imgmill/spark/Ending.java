package org.imgmill.spark;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.imgmill.attempt.FailureCode;
import org.imgmill.transcode.Transcoded;
import org.jspecify.annotations.Nullable;

/// What became of one image: a line of the journal and a row of the results.
///
/// @param shard the tar file it lies in, or, where it has a file of its own, that file; null:
///   failed
/// @param offset of its first byte in the shard; null: it has a file of its own
/// @param code the word of a failure; null: stored
/// @param sentence what its owner reads about the failure
/// @param detail what an operator wants to know beside
record Ending(
        String run,
        String key,
        String url,
        @Nullable String shard,
        @Nullable Long offset,
        @Nullable Long length,
        @Nullable String sha256,
        @Nullable String format,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long bytesIn,
        @Nullable String code,
        @Nullable Integer httpStatus,
        @Nullable String sentence,
        @Nullable String detail,
        int ms)
        implements Serializable {

    /// What no decoder is there for; not among the server's failures, which always has some.
    static final String UNSUPPORTED_HERE = "unsupported_here";

    static Ending stored(
            Settings settings, PlannedImage image, Transcoded.Done done, long bytesIn, int ms) {
        return new Ending(
                settings.run(),
                image.key(),
                image.url(),
                null,
                null,
                (long) done.bytes().length,
                null,
                done.format().name().toLowerCase(Locale.ROOT),
                done.width(),
                done.height(),
                bytesIn,
                null,
                null,
                null,
                done.warning(),
                ms);
    }

    static Ending failed(
            Settings settings,
            PlannedImage image,
            FailureCode code,
            @Nullable Integer httpStatus,
            @Nullable String detail,
            int ms) {
        return failed(settings, image, code.word(), httpStatus, code.sentence(), detail, ms);
    }

    static Ending unsupportedHere(Settings settings, PlannedImage image, int ms) {
        return failed(
                settings,
                image,
                UNSUPPORTED_HERE,
                null,
                "This image needs a decoder, and this run has none.",
                "run it again with --decoders",
                ms);
    }

    private static Ending failed(
            Settings settings,
            PlannedImage image,
            String code,
            @Nullable Integer httpStatus,
            String sentence,
            @Nullable String detail,
            int ms) {
        return new Ending(
                settings.run(),
                image.key(),
                image.url(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                code,
                httpStatus,
                sentence,
                detail,
                ms);
    }

    Ending laidDown(String where, @Nullable Long at, String hash) {
        return new Ending(
                run,
                key,
                url,
                where,
                at,
                length,
                hash,
                format,
                width,
                height,
                bytesIn,
                code,
                httpStatus,
                sentence,
                detail,
                ms);
    }

    boolean isStored() {
        return code == null;
    }

    /// By the names that columns and lines of the journal have; what is null is left out.
    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        put(fields, "run", run);
        put(fields, "key", key);
        put(fields, "url", url);
        put(fields, "shard", shard);
        put(fields, "offset", offset);
        put(fields, "length", length);
        put(fields, "sha256", sha256);
        put(fields, "format", format);
        put(fields, "width", width);
        put(fields, "height", height);
        put(fields, "bytes_in", bytesIn);
        put(fields, "code", code);
        put(fields, "http_status", httpStatus);
        put(fields, "sentence", sentence);
        put(fields, "detail", detail);
        put(fields, "ms", ms);
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
