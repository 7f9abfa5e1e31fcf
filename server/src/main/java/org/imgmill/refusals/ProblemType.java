package org.imgmill.refusals;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// The closed list of what /v1 answers when it does not do what it was asked. The word stands in
/// `code` and at the end of `type`; the sentence is what the documentation says of it.
public enum ProblemType {
    INVALID_FIELD(
            HttpStatus.BAD_REQUEST,
            "A field or a parameter has a value that it cannot have; `detail` names it and says what it may be."),
    UNKNOWN_FIELD(
            HttpStatus.BAD_REQUEST,
            "There is no field of this name; `detail` lists those there are."),
    MISSING_FILE(
            HttpStatus.BAD_REQUEST, "The form has no part `file`, or has more than one of them."),
    EMPTY_FILE(HttpStatus.BAD_REQUEST, "The file has no bytes."),
    MISSING_IMAGES(
            HttpStatus.BAD_REQUEST,
            "The list `images` is missing or empty, or none of the files of a form's `images` is a picture."),
    INVALID_IMAGE(HttpStatus.BAD_REQUEST, "An element of `images` has no `url`."),
    MISSING_URL(HttpStatus.BAD_REQUEST, "A preview was asked for without a file or a URL."),
    INVALID_CATALOGUE(
            HttpStatus.BAD_REQUEST,
            "The file is no catalogue, or rows of it are wrong; `errors` lists the first hundred, with their lines."),
    INVALID_WEBHOOK(
            HttpStatus.BAD_REQUEST,
            "A webhook cannot be called at this URL, or the batch has as many webhooks as it may have."),
    INVALID_CURSOR(HttpStatus.BAD_REQUEST, "`after` is not the `next` of an earlier page."),
    INVALID_IDEMPOTENCY_KEY(
            HttpStatus.BAD_REQUEST, "`Idempotency-Key` is blank or longer than 255 characters."),
    INVALID_MULTIPART(
            HttpStatus.BAD_REQUEST, "The form could not be read; it may have been cut off."),
    INVALID_BODY(
            HttpStatus.BAD_REQUEST, "The body is missing, or is not the JSON that belongs here."),
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request could not be read."),
    MISSING_KEY(HttpStatus.BAD_REQUEST, "A session was asked for without a key."),
    UNAUTHORIZED(
            HttpStatus.UNAUTHORIZED,
            "The key is missing, unknown or revoked, or the session has ended."),
    INSUFFICIENT_SCOPE(
            HttpStatus.FORBIDDEN, "The key is right and lacks the scope that `detail` names."),
    FOREIGN_HOST(
            HttpStatus.FORBIDDEN,
            "Without any key the server answers only as localhost or as the host of `imgmill.public-url`."),
    FOREIGN_ORIGIN(
            HttpStatus.FORBIDDEN,
            "A browser sent this for a page of another site, which `imgmill.cors.origins` does not list."),
    LINK_EXPIRED(
            HttpStatus.FORBIDDEN,
            "The signed link to an output has expired or is not complete; ask for the images again."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is nothing with this id, or no such path. A malformed id is an unknown id."),
    WORKER(
            HttpStatus.NOT_FOUND,
            "This node is a worker and serves only `/actuator`; ask a node that serves the API."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "The path knows other methods; the header `Allow` lists them."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE, "The answer does not come in the type that `Accept` wants."),
    REQUEST_TIMEOUT(
            HttpStatus.REQUEST_TIMEOUT,
            "The body did not arrive in time, or too slowly; nothing is kept of it."),
    WRONG_STATE(
            HttpStatus.CONFLICT,
            "What was asked does not fit what has become of the batch or the webhook."),
    LAST_ADMIN_KEY(
            HttpStatus.CONFLICT,
            "Nobody could administer the keys then: the first is an admin's, and the last admin's stays."),
    IDEMPOTENCY_KEY_IN_USE(
            HttpStatus.CONFLICT,
            "The first upload with this `Idempotency-Key` is still being taken in; ask again after `Retry-After`."),
    UPLOAD_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The body is larger than its path takes: a catalogue than `imgmill.csv.max-bytes`, a list than `imgmill.json.max-bytes`, anything else than 4 or 64 KB. Nothing is kept of it."),
    CATALOGUE_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The catalogue has more rows, images or bytes than this server takes at a time; split it."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The path takes bodies of another `Content-Type`; the header `Accept` lists them."),
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "This `Idempotency-Key` was used within a day for an upload that was not the same."),
    SOURCE_NOT_FETCHED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The catalogue at `source_url` could not be fetched; `detail` names the address and says why."),
    TOO_MANY_TRIES(
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many wrong keys came from this address; ask again after `Retry-After`."),
    TOO_MANY_UPLOADS(
            HttpStatus.TOO_MANY_REQUESTS,
            "As many uploads as `imgmill.uploads.concurrent` allows are arriving already, or half as many of this key while others want to send one."),
    TOO_MANY_DOWNLOADS(
            HttpStatus.TOO_MANY_REQUESTS,
            "As many originals, previews and results as `imgmill.answers.concurrent-per-key` allows are being sent to the key already."),
    UPLOADS_PER_MINUTE(
            HttpStatus.TOO_MANY_REQUESTS,
            "The key has made as many uploads this minute as `imgmill.limits.uploads-per-minute` or its own limit allows."),
    IMAGES_PER_DAY(
            HttpStatus.TOO_MANY_REQUESTS,
            "The catalogue has more images than `imgmill.limits.images-per-day` or its own limit leaves to the key today; nothing is kept."),
    CONCURRENT_BATCHES(
            HttpStatus.TOO_MANY_REQUESTS,
            "The key has as many batches at work as `imgmill.limits.concurrent-batches` or its own limit allows."),
    INTERNAL(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Something went wrong on this server, and its log says what. Nothing is wrong with the request."),
    INSUFFICIENT_STORAGE(
            HttpStatus.INSUFFICIENT_STORAGE,
            "So little disk is free that no new work is taken, or none was left for what was sent; batches that are there go on."),
    UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The server is stopping, overloaded or without its database or storage; the same request may do better later.");

    private final HttpStatus status;
    private final String sentence;

    ProblemType(HttpStatus status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    public HttpStatus status() {
        return status;
    }

    /// With `code` in backticks.
    public String sentence() {
        return sentence;
    }

    /// The word of the API.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException if there is no such code
    public static ProblemType of(String code) {
        return Arrays.stream(values())
                .filter(type -> type.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no problem " + code));
    }

    /// What the framework refused by itself, in our words.
    public static ProblemType of(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> UPLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> UNAVAILABLE;
            default -> status < 500 ? BAD_REQUEST : INTERNAL;
        };
    }
}
