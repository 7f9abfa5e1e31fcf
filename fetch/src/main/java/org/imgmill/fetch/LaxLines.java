package org.imgmill.fetch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/// Reads the lines of an answer's head as Chromium does, which shows pictures even where servers
/// break the standard. The table in docs/origins.md lists it case by case.
final class LaxLines extends BasicLineParser {

    /// Stands for a line that is no header; no header is named so.
    static final String NO_HEADER = "";

    /// At most four other bytes, `HTTP` with or without a version, three digits.
    private static final Pattern STATUS =
            Pattern.compile(
                    ".{0,4}?HTTP(?:/(?<major>\\d)(?:\\.(?<minor>\\d))?)?\\s+(?<code>[1-9]\\d\\d)(?!\\d)(?<reason>.*)",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    @Override
    public StatusLine parseStatusLine(CharArrayBuffer line) throws ParseException {
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            throw new ParseException("no status line");
        }
        return new StatusLine(
                version(status.group("major"), status.group("minor")),
                Integer.parseInt(status.group("code")),
                status.group("reason").strip());
    }

    /// A version before 1.1 closes its connections, as 1.0 does.
    private static ProtocolVersion version(String major, String minor) {
        boolean recent =
                major != null && (major + (minor == null ? "0" : minor)).compareTo("11") >= 0;
        return recent ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0;
    }

    @Override
    public Header parseHeader(CharArrayBuffer line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substringTrimmed(0, colon);
        return TOKEN.matcher(name).matches()
                ? new BasicHeader(name, line.substringTrimmed(colon + 1, line.length()))
                : new BasicHeader(NO_HEADER, null);
    }
}
