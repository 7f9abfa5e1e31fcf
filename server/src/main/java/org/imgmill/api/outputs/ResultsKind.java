package org.imgmill.api.outputs;

import org.imgmill.batch.Batch;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// The kinds of file that results come as.
enum ResultsKind {
    CSV("csv", "text/csv;charset=UTF-8"),
    XLSX("xlsx", KeptWorkbooks.TYPE),
    JSONL("jsonl", "application/jsonl");

    private final String word;
    private final String mediaType;

    ResultsKind(String word, String mediaType) {
        this.word = word;
        this.mediaType = mediaType;
    }

    /// As a client asks for it, and as a file's name ends.
    String word() {
        return word;
    }

    MediaType mediaType() {
        return MediaType.parseMediaType(mediaType);
    }

    /// @param word null: it was not asked for
    static ResultsKind of(@Nullable String word, ResultsKind otherwise) {
        if (word == null) {
            return otherwise;
        }
        for (var kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new Refused(
                ProblemType.INVALID_FIELD,
                "as is one of csv, xlsx, jsonl, not \"%s\".".formatted(word));
    }

    /// The kind that a catalogue came in, where that is kept.
    static ResultsKind of(Batch batch) {
        return batch.cameAsWorkbook() ? XLSX : CSV;
    }
}
