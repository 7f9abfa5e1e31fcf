package org.imgmill.api.outputs;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;

/// How much of a file a request asks for (RFC 9110, sections 13.1.5 and 14.2).
enum AskedRange {
    /// no part, or one that is to be ignored
    WHOLE,
    PART,
    /// only what lies behind the end
    OUTSIDE;

    static AskedRange of(HttpServletRequest request, String etag, Resource file)
            throws IOException {
        var range = request.getHeader(HttpHeaders.RANGE);
        if (range == null
                || !range.strip().toLowerCase(Locale.ROOT).startsWith("bytes=")
                || !isUnchanged(request, etag, file)) {
            return WHOLE;
        }
        try {
            var ranges = HttpRange.parseRanges(range.strip());
            long length = file.contentLength();
            return ranges.stream().allMatch(part -> part.getRangeStart(length) >= length)
                    ? OUTSIDE
                    : PART;
        } catch (IllegalArgumentException malformed) {
            return WHOLE;
        }
    }

    /// `If-Range`: a part fits what the client has of the file only if that has not changed.
    private static boolean isUnchanged(HttpServletRequest request, String etag, Resource file)
            throws IOException {
        var condition = request.getHeader(HttpHeaders.IF_RANGE);
        if (condition == null) {
            return true;
        }
        if (condition.strip().endsWith("\"")) {
            return condition.strip().equals(etag);
        }
        try {
            long second = 1000;
            return request.getDateHeader(HttpHeaders.IF_RANGE) / second
                    == file.lastModified() / second;
        } catch (IllegalArgumentException noDate) {
            return false;
        }
    }
}
