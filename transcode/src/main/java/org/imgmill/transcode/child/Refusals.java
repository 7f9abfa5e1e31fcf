package org.imgmill.transcode.child;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.vips.VipsException;

/// What libvips complains of, as a reason.
final class Refusals {

    private static final int LONGEST = 300;

    /// Codecs this build of libvips leaves out, in the words of libjpeg, libtiff and libheif.
    private static final Pattern UNSUPPORTED =
            Pattern.compile(
                    "unsupported jpeg data precision|not configured|unsupported codec"
                            + "|unsupported feature|not supported|no decoding plugin"
                            + "|operation is blocked");

    private Refusals() {}

    static Answer.Refusal of(VipsException e) {
        String message =
                String.valueOf(e.getMessage())
                        .lines()
                        .map(String::strip)
                        .distinct()
                        .collect(Collectors.joining("; "));
        String detail = message.substring(0, Math.min(message.length(), LONGEST));
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("out of memory")) {
            return new Answer.Refusal(Reason.TRANSCODER_CRASH, detail);
        }
        if (UNSUPPORTED.matcher(lower).find()) {
            return new Answer.Refusal(Reason.UNSUPPORTED_FORMAT, detail);
        }
        return new Answer.Refusal(Reason.CORRUPT, detail);
    }
}
