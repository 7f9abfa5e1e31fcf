package org.imgmill.api.errors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.imgmill.batch.NoSuchBatch;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.storage.StorageAway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Turns whatever ends a request early into a refusal: what happened, and what to do about it.
/// Never a stack trace, never a path.
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAnswers extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);

    private static final Duration UNTIL_IT_MAY_BE_BACK = Duration.ofSeconds(5);

    private final AnswerRefusal answers;

    ProblemAnswers(AnswerRefusal answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    void refused(Refused e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            // A refusal that is on its way already is whole.
            if (response.getStatus() < 400) {
                BrokenOff.mark(request);
            }
            return;
        }
        answers.answer(e, request, response);
    }

    /// The storage has said so in the log, once for all who ask.
    @ExceptionHandler
    void storageAway(StorageAway e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        log.debug("{} was not answered", request.getRequestURI(), e);
        refused(
                Refused.until(
                        UNTIL_IT_MAY_BE_BACK,
                        ProblemType.UNAVAILABLE,
                        "The storage of outputs does not answer; try again later."),
                request,
                response);
    }

    @ExceptionHandler
    void deletedMeanwhile(NoSuchBatch e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        refused(
                new Refused(ProblemType.NOT_FOUND, String.valueOf(e.getMessage())),
                request,
                response);
    }

    /// A bug, or a part of ours that is away: the log has the details, the client only that it was
    /// not their doing.
    @ExceptionHandler
    void ours(RuntimeException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        refused(Trouble.over(request, e).refused(), request, response);
    }

    /// What the framework refuses by itself, as a problem like all others.
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var response = ((ServletWebRequest) request).getResponse();
        if (response == null
                || response.isCommitted()
                || (e instanceof HttpMessageNotWritableException
                        && NestedExceptionUtils.getMostSpecificCause(e) instanceof IOException)) {
            log.debug("whoever asked went away before the answer was complete", e);
            return null;
        }
        headers.forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
        try {
            refused(refusal(e, status), ((ServletWebRequest) request).getRequest(), response);
        } catch (IOException gone) {
            log.debug("whoever asked did not wait to hear why it was refused", gone);
        }
        return null;
    }

    private static Refused refusal(Exception e, HttpStatusCode status) {
        return switch (e) {
            case HttpMessageNotReadableException unread
                    when unread.getMostSpecificCause() instanceof Refused refused ->
                    refused;
            case HttpMessageNotReadableException unread
                    when unread.getMostSpecificCause() instanceof DamagedBody damaged ->
                    new Refused(ProblemType.INVALID_BODY, String.valueOf(damaged.getMessage()));
            case HttpMessageNotReadableException _ ->
                    new Refused(
                            ProblemType.INVALID_BODY,
                            "The body is missing, or is not the JSON that belongs here.");
            case TypeMismatchException wrong ->
                    new Refused(
                            ProblemType.INVALID_FIELD,
                            "%s cannot be \"%s\"."
                                    .formatted(wrong.getPropertyName(), wrong.getValue()));
            case HttpMediaTypeNotAcceptableException wrong ->
                    new Refused(
                            ProblemType.NOT_ACCEPTABLE,
                            "This path answers with %s, which Accept rules out; nothing was done."
                                    .formatted(wrong.getSupportedMediaTypes()));
            case NoResourceFoundException _ ->
                    new Refused(ProblemType.NOT_FOUND, "There is nothing at this path.");
            case HttpRequestMethodNotSupportedException wrong ->
                    new Refused(
                            ProblemType.METHOD_NOT_ALLOWED,
                            "This path does not know %s.".formatted(wrong.getMethod()));
            case HttpMediaTypeNotSupportedException wrong ->
                    new Refused(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            wrong.getContentType() == null
                                    ? "The request does not say what its body is (Content-Type)."
                                    : "This path takes no %s.".formatted(wrong.getContentType()));
            default -> ErrorAnswers.refused(status.value());
        };
    }
}
