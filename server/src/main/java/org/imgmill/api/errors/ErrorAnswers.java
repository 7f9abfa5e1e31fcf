package org.imgmill.api.errors;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the web server refuses by itself, such as a body that did not arrive in time or a path that
/// is none, in the words of the API it was meant for. Answers that broke off are cut.
final class ErrorAnswers extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    private final AnswerRefusal answers;

    ErrorAnswers(AnswerRefusal answers) {
        this.answers = answers;
    }

    /// A refusal of which only the status is known.
    static Refused refused(int status) {
        var type = ProblemType.of(status);
        return new Refused(type, type.sentence().replace("`", ""));
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        super.invoke(request, response);
        if (BrokenOff.is(request)) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        var path = request.getRequestURI();
        try {
            answers.answer(refused(response.getStatus()), path == null ? "/" : path, response);
        } catch (IOException e) {
            log.debug("a client did not wait to hear why it was refused", e);
        }
    }
}
