package org.imgmill.origin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// The repertoire: what origins on the internet have been seen to do.
public final class Parts {

    private static final Duration BEAT = Duration.ofMillis(20);

    private Parts() {}

    public static Part status(int code, String headers) {
        return (_, reply) -> reply.respond(code, headers, new byte[0]);
    }

    public static Part redirect(String location) {
        return status(302, "Location: " + location + "\n");
    }

    /// 200 with headers of the test's choice.
    public static Part ok(String headers, byte[] body) {
        return (_, reply) -> reply.respond(200, headers, body);
    }

    /// Reads the request and says nothing.
    public static Part silence() {
        return (_, reply) -> reply.hold();
    }

    /// A header that comes one byte at a time and never ends.
    public static Part slowHeader() {
        return (_, reply) -> {
            reply.send("HTTP/1.1 200 OK\nX-Slow: ");
            while (reply.pause(BEAT)) {
                reply.send("x");
            }
        };
    }

    /// A body that comes one byte at a time, each in time for any idle limit.
    public static Part drip() {
        return (_, reply) -> {
            reply.send("HTTP/1.1 200 OK\nContent-Length: 100000\n\n");
            while (reply.pause(BEAT)) {
                reply.send("x");
            }
        };
    }

    /// Part of a body, then silence.
    public static Part stall(byte[] body, int after) {
        return (_, reply) -> {
            reply.send(
                    "HTTP/1.1 200 OK\nContent-Length: %d\n\n".formatted(body.length),
                    Arrays.copyOf(body, after));
            reply.hold();
        };
    }

    /// A chunked body without an end.
    public static Part endless() {
        return (_, reply) -> {
            reply.send("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n");
            byte[] chunk =
                    ("10000\r\n" + "x".repeat(65536) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (true) {
                reply.send(chunk);
            }
        };
    }

    /// A Content-Length that is not the length.
    public static Part announce(long length, byte[] body) {
        return (_, reply) -> {
            reply.send("HTTP/1.1 200 OK\nContent-Length: %d\n\n".formatted(length), body);
            reply.close();
        };
    }

    public static Part resetAfter(byte[] body, int sent) {
        return (_, reply) -> {
            if (sent > 0) {
                reply.send(
                        "HTTP/1.1 200 OK\nContent-Length: %d\n\n".formatted(body.length),
                        Arrays.copyOf(body, sent));
            }
            reply.reset();
        };
    }

    /// Without a length, ended by closing.
    public static Part untilClose(byte[] body) {
        return (_, reply) -> {
            reply.send("HTTP/1.1 200 OK\n\n", body);
            reply.close();
        };
    }

    public static Part chunked(byte[] body) {
        return (_, reply) -> {
            reply.send("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n");
            int half = body.length / 2;
            chunk(reply, Arrays.copyOfRange(body, 0, half));
            chunk(reply, Arrays.copyOfRange(body, half, body.length));
            reply.send("0\n\n");
        };
    }

    private static void chunk(Reply reply, byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            reply.send("%x\n".formatted(bytes.length), bytes);
            reply.send("\n");
        }
    }

    /// Interim responses, one after the other, and never a final one.
    public static Part endlessInterim(int status) {
        return (_, reply) -> {
            while (true) {
                reply.send("HTTP/1.1 %d Wait\n\n".formatted(status));
            }
        };
    }

    public static Part hugeHeader() {
        return (_, reply) -> reply.send("HTTP/1.1 200 OK\nX-Huge: " + "x".repeat(100_000) + "\n\n");
    }

    public static Part manyHeaders() {
        return (_, reply) -> reply.send("HTTP/1.1 200 OK\n" + "X-Many: 1\n".repeat(10_000) + "\n");
    }

    /// Something that is not HTTP.
    public static Part raw(String text) {
        return (_, reply) -> {
            reply.send(text);
            reply.close();
        };
    }

    /// Fails a number of times, then serves.
    public static Part flapping(int failures, int status, byte[] body) {
        var asked = new AtomicInteger();
        return (_, reply) -> {
            boolean fails = asked.incrementAndGet() <= failures;
            reply.respond(fails ? status : 200, "", fails ? new byte[0] : body);
        };
    }

    /// A whole response with something behind it that belongs to no response.
    public static Part trailed(byte[] body, String trail) {
        return (_, reply) -> {
            byte[] behind = trail.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] all = Arrays.copyOf(body, body.length + behind.length);
            System.arraycopy(behind, 0, all, body.length, behind.length);
            reply.send("HTTP/1.1 200 OK\nContent-Length: %d\n\n".formatted(body.length), all);
        };
    }
}
