package org.imgmill.batch;

import java.util.Locale;
import org.imgmill.transcode.Transcoded;

/// The closed list of ways in which an image fails, each with the sentence its owner reads.
public enum FailureCode {
    INVALID_URL(1, false, "This is not an http or https address."),
    BLOCKED_ADDRESS(2, false, "The address is not on the public internet, so it was not asked."),
    DNS(3, true, "The name of the host could not be found."),
    CONNECT(4, true, "No connection to the host could be made or kept."),
    TLS(5, false, "The host's certificate or encryption could not be trusted."),
    TIMEOUT(6, true, "The image did not arrive whole in time."),
    HTTP_STATUS(7, true, "The server answered with an error instead of the image."),
    TOO_MANY_REDIRECTS(8, false, "The address was redirected too often."),
    TOO_LARGE(9, false, "The file is larger than this server takes."),
    TRUNCATED(10, true, "What arrived was shorter or longer than announced."),
    NOT_AN_IMAGE(11, false, "What came back is not an image. Often a login or error page."),
    UNSUPPORTED_FORMAT(12, false, "This image format is not one that imgmill reads."),
    CORRUPT(13, false, "The image file is damaged."),
    TOO_MANY_PIXELS(14, false, "The image has more pixels or frames than this server decodes."),
    TRANSCODE_TIMEOUT(15, true, "Compressing the image took too long."),
    TRANSCODER_CRASH(16, true, "The image made the decoder crash."),
    // 17 was never given out.
    CANCELLED(18, true, "The batch was cancelled before this image's turn."),
    INTERNAL(19, true, "This server could not work on the image. Its log says why.");

    private final short number;
    private final boolean retryable;
    private final String sentence;

    FailureCode(int number, boolean retryable, String sentence) {
        this.number = (short) number;
        this.retryable = retryable;
        this.sentence = sentence;
    }

    /// The number that stands in the database; never given to another code.
    public short number() {
        return number;
    }

    /// Whether the same address may do better another time.
    public boolean retryable() {
        return retryable;
    }

    public String sentence() {
        return sentence;
    }

    /// The word of the API.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a picture that was not transcoded failed of.
    public static FailureCode of(Transcoded.Reason reason) {
        return switch (reason) {
            case NOT_AN_IMAGE -> NOT_AN_IMAGE;
            case UNSUPPORTED_FORMAT -> UNSUPPORTED_FORMAT;
            case CORRUPT -> CORRUPT;
            case TOO_MANY_PIXELS -> TOO_MANY_PIXELS;
            case TRANSCODE_TIMEOUT -> TRANSCODE_TIMEOUT;
            case TRANSCODER_CRASH -> TRANSCODER_CRASH;
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
