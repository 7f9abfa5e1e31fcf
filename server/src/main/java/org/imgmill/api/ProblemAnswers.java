package org.imgmill.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.imgmill.auth.LastAdminKey;
import org.imgmill.csv.Problem;
import org.imgmill.limits.OverLimit;
import org.imgmill.webhook.InvalidWebhook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Errors as application/problem+json: what happened, and what to do about it. Never a stack trace,
/// never a path.
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAnswers extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);

    /// One line of `errors` in an answer about a catalogue.
    record LineError(long line, @Nullable String column, String code, String message) {

        static LineError of(Problem problem) {
            return new LineError(
                    problem.line(),
                    problem.column(),
                    problem.code().name().toLowerCase(Locale.ROOT),
                    problem.message());
        }
    }

    @ExceptionHandler
    ProblemDetail badRequest(BadRequest e) {
        return problem(HttpStatus.BAD_REQUEST, e.code(), String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail noSuch(NoSuch e) {
        return problem(HttpStatus.NOT_FOUND, "not_found", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail linkExpired(FilesController.Forbidden e) {
        return problem(HttpStatus.FORBIDDEN, "link_expired", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail noRoom(NoRoom e) {
        return problem(
                HttpStatus.INSUFFICIENT_STORAGE,
                "insufficient_storage",
                String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail wrongState(WrongState e) {
        return problem(HttpStatus.CONFLICT, "wrong_state", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail lastAdminKey(LastAdminKey e) {
        return problem(HttpStatus.CONFLICT, "last_admin_key", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> overLimit(OverLimit e) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()))
                .body(problem(HttpStatus.TOO_MANY_REQUESTS, e.code(), e.sentence()));
    }

    @ExceptionHandler
    ProblemDetail invalidWebhook(InvalidWebhook e) {
        return problem(HttpStatus.BAD_REQUEST, "invalid_webhook", e.sentence());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> stillRunning(Idempotency.StillRunning e) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(
                        problem(
                                HttpStatus.CONFLICT,
                                "idempotency_key_in_use",
                                String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ProblemDetail otherUpload(Idempotency.OtherUpload e) {
        return problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency_key_reused",
                String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail catalogueRefused(CatalogueRefused e) {
        var first = e.problems().first();
        var detail =
                e.problems().total() == 1
                        ? first.getFirst().message()
                        : "The catalogue has %d problems; nothing was started."
                                .formatted(e.problems().total());
        var problem =
                problem(
                        e.tooLarge() ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST,
                        e.tooLarge() ? "catalogue_too_large" : "invalid_catalogue",
                        detail);
        List<LineError> errors = first.stream().map(LineError::of).toList();
        problem.setProperty("errors", errors);
        problem.setProperty("total_errors", e.problems().total());
        return problem;
    }

    /// Also when a body is cut off or is no multipart at all.
    @ExceptionHandler
    ProblemDetail noMultipart(MultipartException e) {
        log.debug("a multipart body could not be read", e);
        return problem(
                HttpStatus.BAD_REQUEST,
                "invalid_multipart",
                "The form could not be read; it may have been cut off.");
    }

    private static ResponseEntity<Object> answer(HttpStatus status, String code, String detail) {
        return ResponseEntity.status(status).body(problem(status, code, detail));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                HttpStatus.CONTENT_TOO_LARGE,
                "upload_too_large",
                "The file is larger than this server takes (imgmill.csv.max-bytes).");
    }

    /// A bug, or a part of ours that is away: the log has the details, the client only that it was
    /// not their doing.
    @ExceptionHandler
    ProblemDetail ours(RuntimeException e, HttpServletRequest request) {
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Something went wrong on this server; its log says what.");
    }

    static ProblemDetail problem(HttpStatus status, String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/docs/problems#" + code));
        problem.setProperty("code", code);
        return problem;
    }
}
