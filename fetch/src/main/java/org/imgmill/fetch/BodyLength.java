package org.imgmill.fetch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.ProtocolException;

/// Finds out where a body ends (RFC 9112, section 6.3), and tolerates what browsers tolerate as
/// long as the end is unambiguous.
enum BodyLength implements ContentLengthStrategy {
    OF_ANSWERS;

    @Override
    public long determineLength(HttpMessage message) throws ProtocolException {
        boolean chunked = values(message, "Transfer-Encoding").contains("chunked");
        return chunked ? CHUNKED : announced(message);
    }

    /// A length that is no number is ignored: the body ends with the connection.
    private static long announced(HttpMessage message) throws ProtocolException {
        List<String> lengths = values(message, "Content-Length");
        if (lengths.stream().distinct().count() > 1) {
            throw new ProtocolException("two lengths that differ");
        }
        return lengths.isEmpty() || !lengths.getFirst().matches("[0-9]{1,18}")
                ? UNDEFINED
                : Long.parseLong(lengths.getFirst());
    }

    private static List<String> values(HttpMessage message, String name) {
        return Stream.of(message.getHeaders(name))
                .flatMap(header -> Arrays.stream(String.valueOf(header.getValue()).split(",", -1)))
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
