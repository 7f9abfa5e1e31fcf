package org.imgmill.limits.connections;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.springframework.http.HttpHeaders;

/// Answers nothing but questions about health while requests hold nearly all connections, so that
/// whoever asks sees a busy server and not a dead one.
final class KeepPlacesForHealth extends ValveBase {

    static final String HEALTH = "/actuator/health";

    private static final Duration UNTIL_ONE_MAY_BE_FREE = Duration.ofSeconds(5);

    private final OpenConnections open;
    private final AnswerRefusal answers;

    KeepPlacesForHealth(OpenConnections open, AnswerRefusal answers) {
        super(true);
        this.answers = answers;
        this.open = open;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (HealthThreads.isCurrent()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        var path = request.getRequestURI();
        if (open.isScarce() && (path == null || !path.startsWith(HEALTH))) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
            answers.answer(
                    Refused.until(
                            UNTIL_ONE_MAY_BE_FREE,
                            ProblemType.UNAVAILABLE,
                            "Nearly all connections of this server are taken; ask again later."),
                    path == null ? "/" : path,
                    response.getResponse());
            return;
        }
        getNext().invoke(request, response);
    }
}
