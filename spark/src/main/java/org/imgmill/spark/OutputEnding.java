package org.imgmill.spark;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import org.imgmill.attempt.FailureCode;
import org.imgmill.transcode.Transcoded;
import org.jspecify.annotations.Nullable;

/// What became of one output of an image: a row of the results.
///
/// @param output its name; empty: it is the only one
/// @param shard the tar file it lies in, or, where it has a file of its own, that file; null:
///   failed
/// @param offset of its first byte in the shard; null: it has a file of its own
/// @param code the word of a failure; null: stored
/// @param sentence what its owner reads about the failure
/// @param detail what else an operator wants to know
record OutputEnding(
        String output,
        @Nullable String shard,
        @Nullable Long offset,
        @Nullable Long length,
        @Nullable String sha256,
        @Nullable String format,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String code,
        @Nullable Integer httpStatus,
        @Nullable String sentence,
        @Nullable String detail)
        implements Serializable {

    /// No decoder is there for the input; the server, which always has some, lacks this code.
    static final String UNSUPPORTED_HERE = "unsupported_here";

    static OutputEnding stored(String output, Transcoded.Done done) {
        return new OutputEnding(
                output,
                null,
                null,
                (long) done.bytes().length,
                null,
                done.format().name().toLowerCase(Locale.ROOT),
                done.width(),
                done.height(),
                null,
                null,
                null,
                done.warning());
    }

    static OutputEnding failed(
            String output,
            FailureCode code,
            @Nullable Integer httpStatus,
            @Nullable String detail) {
        return failed(output, code.word(), httpStatus, code.sentence(), detail);
    }

    static OutputEnding unsupportedHere(String output) {
        return failed(
                output,
                UNSUPPORTED_HERE,
                null,
                "This image needs a decoder, and this run has none.",
                "run it again with --decoders");
    }

    private static OutputEnding failed(
            String output,
            String code,
            @Nullable Integer httpStatus,
            String sentence,
            @Nullable String detail) {
        return new OutputEnding(
                output,
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
                detail);
    }

    OutputEnding laidDown(String where, @Nullable Long at, String hash) {
        return new OutputEnding(
                output,
                where,
                at,
                length,
                hash,
                format,
                width,
                height,
                code,
                httpStatus,
                sentence,
                detail);
    }

    boolean isStored() {
        return code == null;
    }

    /// By the names that columns and lines of the journal have; what is null is left out.
    void putInto(Map<String, Object> fields) {
        Ending.put(fields, "output", output.isEmpty() ? null : output);
        Ending.put(fields, "shard", shard);
        Ending.put(fields, "offset", offset);
        Ending.put(fields, "length", length);
        Ending.put(fields, "sha256", sha256);
        Ending.put(fields, "format", format);
        Ending.put(fields, "width", width);
        Ending.put(fields, "height", height);
        Ending.put(fields, "code", code);
        Ending.put(fields, "http_status", httpStatus);
        Ending.put(fields, "sentence", sentence);
        Ending.put(fields, "detail", detail);
    }
}
