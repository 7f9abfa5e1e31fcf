package org.imgmill.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the final answer of a download in.
final class Receive {

    private static final Pattern RANGE =
            Pattern.compile("(?i)\\s*bytes\\s+0-(\\d{1,18})/(\\d{1,18})\\s*");

    private final Spool spool;
    private final MemoryBudget budget;
    private final long limit;

    /// @param limit of a body, in bytes
    Receive(Spool spool, MemoryBudget budget, long limit) {
        this.spool = spool;
        this.budget = budget;
        this.limit = limit;
    }

    Download receive(Answer answer, Deadline deadline) throws InterruptedException {
        if (!hasPicture(answer.status()) || (answer.status() == 206 && wholeLength(answer) < 0)) {
            var ending = new Download.HttpStatus(answer.status(), answer.retryAfter());
            answer.discard();
            return ending;
        }
        if (answer.length() > limit) {
            return new Download.TooLarge(limit);
        }
        List<String> codings = Codings.applied(answer.headers("Content-Encoding"));
        // Memory is for what arrives: waiting for an answer costs a socket.
        try (var memory = budget.awaitRequest();
                InputStream in = Codings.undo(codings, answer.body(), limit)) {
            Body body = spool.read(in, codings.isEmpty() ? answer.length() : -1, memory);
            long whole =
                    answer.status() == 206 && codings.isEmpty()
                            ? wholeLength(answer)
                            : body.length();
            if (body.length() == whole && answer.finish()) {
                return new Download.Complete(body.called(answer.header("ETag")));
            }
            body.close();
            return new Download.Truncated(
                    body.length() < whole
                            ? "sent less than the range it announced"
                            : "sent more than it announced");
        } catch (NotKept ours) {
            return ours.ending();
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return deadline.passed() ? deadline.ending("sent nothing") : broken(e);
        }
    }

    /// Whether a body with this status is what was asked for. 202 says "not yet".
    private static boolean hasPicture(int status) {
        return switch (status) {
            case 202, 204, 205 -> false;
            default -> status >= 200 && status < 300;
        };
    }

    /// The length of a range that covers all; -1 where it is a part, or does not say.
    private static long wholeLength(Answer answer) {
        Matcher range = RANGE.matcher(answer.headers("Content-Range"));
        return range.matches()
                        && Long.parseLong(range.group(1)) + 1 == Long.parseLong(range.group(2))
                ? Long.parseLong(range.group(2))
                : -1;
    }

    private static Download broken(IOException e) {
        return e instanceof BodyRefused refused
                ? refused.ending()
                : new Download.Truncated("broke off before the end of the body");
    }
}
