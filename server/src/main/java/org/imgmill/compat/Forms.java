package org.imgmill.compat;

import org.imgmill.api.errors.Trouble;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/// What all faces do alike when a form cannot be read or something of ours breaks.
final class Forms {

    private Forms() {}

    static FaceRefusal refusal(MultipartException e) {
        return e instanceof MaxUploadSizeExceededException
                ? FaceRefusal.of(
                        FaceRefusal.Kind.TOO_LARGE, "The file is larger than this server takes")
                : FaceRefusal.of(
                        FaceRefusal.Kind.NO_FILE, "No file was sent in the field \"file\"");
    }

    /// What four of the five documents have; the fifth says so itself.
    private static HttpStatus status(FaceRefusal e) {
        return switch (e.kind()) {
            case UNKNOWN_ID -> HttpStatus.NOT_FOUND;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case OVER_LIMIT -> HttpStatus.TOO_MANY_REQUESTS;
            case NO_FILE, WRONG_TYPE, INVALID_CATALOGUE, INVALID_WEBHOOK -> HttpStatus.BAD_REQUEST;
        };
    }

    static <T> ResponseEntity<T> answer(FaceRefusal e, T body) {
        var answer = ResponseEntity.status(status(e));
        if (e.retryAfter() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()));
        }
        return answer.body(body);
    }

    static <T> ResponseEntity<T> ours(RuntimeException e, T body) {
        Trouble.over("A request of an older face", e);
        return ResponseEntity.internalServerError().body(body);
    }
}
