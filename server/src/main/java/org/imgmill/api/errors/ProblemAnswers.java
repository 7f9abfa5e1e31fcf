package org.imgmill.api.errors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.imgmill.api.intake.Gunzipped;
import org.imgmill.api.intake.Idempotency;
import org.imgmill.api.outputs.FilesController;
import org.imgmill.auth.LastAdminKey;
import org.imgmill.batch.NoSuchBatch;
import org.imgmill.catalogue.Problem;
import org.imgmill.limits.OverLimit;
import org.imgmill.webhook.InvalidWebhook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Errors as application/problem+json: what happened, and what to do about it. Never a stack trace,
/// never a path.
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class ProblemAnswers extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);

    /// One line of `errors` in an answer about a catalogue.
    public record LineError(long line, @Nullable String column, String code, String message) {

        public static LineError of(Problem problem) {
            return new LineError(
                    problem.line(),
                    problem.column(),
                    problem.code().name().toLowerCase(Locale.ROOT),
                    problem.message());
        }
    }

    @ExceptionHandler
    ProblemDetail badRequest(BadRequest e) {
        return problem(e.type(), String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail noSuch(NoSuch e) {
        return problem(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail deletedMeanwhile(NoSuchBatch e) {
        return problem(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail linkExpired(FilesController.Forbidden e) {
        return problem(ProblemType.LINK_EXPIRED, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail noRoom(NoRoom e) {
        return problem(ProblemType.INSUFFICIENT_STORAGE, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail wrongState(WrongState e) {
        return problem(ProblemType.WRONG_STATE, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail lastAdminKey(LastAdminKey e) {
        return problem(ProblemType.LAST_ADMIN_KEY, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> overLimit(OverLimit e) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()))
                .body(
                        problem(
                                ProblemType.valueOf(e.code().toUpperCase(Locale.ROOT)),
                                e.sentence()));
    }

    @ExceptionHandler
    ProblemDetail invalidWebhook(InvalidWebhook e) {
        return problem(ProblemType.INVALID_WEBHOOK, e.sentence());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> stillRunning(Idempotency.StillRunning e) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(problem(ProblemType.IDEMPOTENCY_KEY_IN_USE, String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ProblemDetail otherUpload(Idempotency.OtherUpload e) {
        return problem(ProblemType.IDEMPOTENCY_KEY_REUSED, String.valueOf(e.getMessage()));
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
                        e.tooLarge()
                                ? ProblemType.CATALOGUE_TOO_LARGE
                                : ProblemType.INVALID_CATALOGUE,
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
                ProblemType.INVALID_MULTIPART,
                e instanceof FormRefused
                        ? String.valueOf(e.getMessage())
                        : "The form could not be read; it may have been cut off.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE)
                .body(
                        problem(
                                ProblemType.UPLOAD_TOO_LARGE,
                                "The file is larger than this server takes (imgmill.csv.max-bytes)."));
    }

    @ExceptionHandler
    ProblemDetail bodyTooLarge(BodyTooLarge e) {
        return problem(ProblemType.UPLOAD_TOO_LARGE, String.valueOf(e.getMessage()));
    }

    /// A bug, or a part of ours that is away: the log has the details, the client only that it was
    /// not their doing.
    @ExceptionHandler
    ProblemDetail ours(
            RuntimeException e, HttpServletRequest request, HttpServletResponse response) {
        var trouble = Trouble.over(request, response, e);
        return problem(trouble.type(), trouble.detail());
    }

    /// What the framework refuses by itself, as a problem like all others.
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (e instanceof HttpMessageNotWritableException
                && NestedExceptionUtils.getMostSpecificCause(e) instanceof IOException) {
            log.debug("whoever asked went away before the answer was complete", e);
            return null;
        }
        var problem = refused(e, status);
        return super.handleExceptionInternal(
                e, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
    }

    private static ProblemDetail refused(Exception e, HttpStatusCode status) {
        return switch (e) {
            case HttpMessageNotReadableException unread
                    when unread.getMostSpecificCause() instanceof BodyTooLarge large ->
                    problem(ProblemType.UPLOAD_TOO_LARGE, String.valueOf(large.getMessage()));
            case HttpMessageNotReadableException unread
                    when unread.getMostSpecificCause() instanceof Gunzipped.Damaged damaged ->
                    problem(ProblemType.INVALID_BODY, String.valueOf(damaged.getMessage()));
            case HttpMessageNotReadableException _ ->
                    problem(
                            ProblemType.INVALID_BODY,
                            "The body is missing, or is not the JSON that belongs here.");
            case TypeMismatchException wrong ->
                    problem(
                            ProblemType.INVALID_FIELD,
                            "%s cannot be \"%s\"."
                                    .formatted(wrong.getPropertyName(), wrong.getValue()));
            case NoResourceFoundException _ ->
                    problem(ProblemType.NOT_FOUND, "There is nothing at this path.");
            case HttpRequestMethodNotSupportedException wrong ->
                    problem(
                            ProblemType.METHOD_NOT_ALLOWED,
                            "This path does not know %s.".formatted(wrong.getMethod()));
            case HttpMediaTypeNotSupportedException wrong ->
                    problem(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            wrong.getContentType() == null
                                    ? "The request does not say what its body is (Content-Type)."
                                    : "This path takes no %s.".formatted(wrong.getContentType()));
            default -> {
                var type = ProblemType.of(status.value());
                yield problem(type, type.sentence().replace("`", ""));
            }
        };
    }

    static ProblemDetail problem(ProblemType type, String detail) {
        return problem(type.status(), type.code(), detail);
    }

    public static ProblemDetail problem(HttpStatus status, String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/docs/problems#" + code));
        problem.setProperty("code", code);
        return problem;
    }
}
