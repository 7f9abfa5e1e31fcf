package org.imgmill.transcode.child;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imgmill.transcode.Transcoded.Reason;

/// What libvips complains of, as a reason.
final class Refusals {

    private static final int LONGEST = 300;

    /// Codecs this build of libvips leaves out, in the words of libjpeg, libtiff and libheif.
    private static final Pattern UNSUPPORTED =
            Pattern.compile(
                    "unsupported jpeg data precision|not configured|unsupported codec"
                            + "|unsupported feature|not supported|no decoding plugin"
                            + "|operation is blocked");

    private static final Pattern TOO_LARGE = Pattern.compile("security limit|exceeds .*limit");

    private static final Pattern NO_MEMORY =
            Pattern.compile("out of memory|insufficient memory|cannot allocate memory");

    private Refusals() {}

    static Answer.Refusal of(String complaint) {
        String message =
                complaint.lines().map(String::strip).distinct().collect(Collectors.joining("; "));
        String detail = message.substring(0, Math.min(message.length(), LONGEST));
        return new Answer.Refusal(reason(message.toLowerCase(Locale.ROOT)), detail);
    }

    private static Reason reason(String message) {
        if (NO_MEMORY.matcher(message).find()) {
            return Reason.TRANSCODER_CRASH;
        }
        if (TOO_LARGE.matcher(message).find()) {
            return Reason.TOO_MANY_PIXELS;
        }
        if (UNSUPPORTED.matcher(message).find()) {
            return Reason.UNSUPPORTED_FORMAT;
        }
        return Reason.CORRUPT;
    }
}
