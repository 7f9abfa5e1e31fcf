package org.imgmill.attempt;

import java.util.Locale;
import org.imgmill.transcode.Transcoded;

/// The closed list of ways in which an image fails, each with the sentence its owner reads.
public enum FailureCode {
    INVALID_URL(1, false, "This is not an http or https address.", "Correct the address."),
    BLOCKED_ADDRESS(
            2,
            false,
            "The address is not on the public internet, so it was not asked.",
            "Put the image where everyone can reach it."),
    DNS(3, true, "The name of the host could not be found.", "Check how the host is spelt."),
    CONNECT(
            4,
            true,
            "No connection to the host could be made or kept.",
            "Try again later, or ask whoever runs the host."),
    TLS(
            5,
            false,
            "The host's certificate or encryption could not be trusted.",
            "Ask whoever runs the host to put its certificate right."),
    TIMEOUT(
            6,
            true,
            "The image did not arrive whole in time.",
            "Try again later, or ask whoever runs the host."),
    HTTP_STATUS(
            7,
            true,
            "The server answered with an error instead of the image.",
            "Open the address in a browser to see what the host says."),
    TOO_MANY_REDIRECTS(
            8,
            false,
            "The address was redirected too often.",
            "Give the address at which the redirects end."),
    TOO_LARGE(9, false, "The file is larger than this server takes.", "Export it smaller."),
    TRUNCATED(
            10,
            true,
            "What arrived was shorter or longer than announced.",
            "Try again later, or upload the image to its host again."),
    NOT_AN_IMAGE(
            11,
            false,
            "What came back is not an image. Often a login or error page.",
            "Give the address of the picture itself."),
    UNSUPPORTED_FORMAT(
            12,
            false,
            "This image format is not one that imgmill reads.",
            "Export it as JPEG or PNG."),
    CORRUPT(13, false, "The image file is damaged.", "Export the picture again."),
    TOO_MANY_PIXELS(
            14,
            false,
            "The image has more pixels or frames than this server decodes.",
            "Export it smaller."),
    TRANSCODE_TIMEOUT(
            15, true, "Compressing the image took too long.", "Export it smaller, or as JPEG."),
    TRANSCODER_CRASH(
            16,
            true,
            "The image made the decoder crash.",
            "Export the picture again, as JPEG or PNG."),
    // 17 was never given out.
    CANCELLED(18, true, "The batch was cancelled before this image's turn.", "Retry the batch."),
    INTERNAL(
            19,
            true,
            "This server could not work on the image. Its log says why.",
            "Ask whoever runs this server."),
    MAX_BYTES(
            20,
            false,
            "At no quality does the image fit into max_bytes.",
            "Allow more bytes, fewer pixels or another format.");

    private final short number;
    private final boolean retryable;
    private final String sentence;
    private final String advice;

    FailureCode(int number, boolean retryable, String sentence, String advice) {
        this.number = (short) number;
        this.retryable = retryable;
        this.sentence = sentence;
        this.advice = advice;
    }

    /// The number that stands in the database; never given to another code.
    public short number() {
        return number;
    }

    /// Whether the same address may succeed another time.
    public boolean retryable() {
        return retryable;
    }

    public String sentence() {
        return sentence;
    }

    /// What an owner can do about it.
    public String advice() {
        return advice;
    }

    /// The word of the API.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The code of a picture that could not be transcoded.
    public static FailureCode of(Transcoded.Reason reason) {
        return switch (reason) {
            case NOT_AN_IMAGE -> NOT_AN_IMAGE;
            case UNSUPPORTED_FORMAT -> UNSUPPORTED_FORMAT;
            case CORRUPT -> CORRUPT;
            case TOO_MANY_PIXELS -> TOO_MANY_PIXELS;
            case TRANSCODE_TIMEOUT -> TRANSCODE_TIMEOUT;
            case TRANSCODER_CRASH -> TRANSCODER_CRASH;
            case MAX_BYTES -> MAX_BYTES;
        };
    }

    /// @throws IllegalArgumentException if no code has this number
    public static FailureCode of(int number) {
        for (var code : values()) {
            if (code.number == number) {
                return code;
            }
        }
        throw new IllegalArgumentException("no failure code has the number " + number);
    }

    /// @throws IllegalArgumentException if no code has this word
    public static FailureCode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
