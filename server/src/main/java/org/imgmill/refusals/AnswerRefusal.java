package org.imgmill.refusals;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Refuses in the words of the API that was asked. It is JSON whatever `Accept` says: a refusal in
/// no accepted type would not be sent. Outside of the APIs a person is shown a page.
@Component
public class AnswerRefusal {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RefusalForms forms;
    private final RefusalPage page;

    AnswerRefusal(RefusalForms forms, RefusalPage page) {
        this.forms = forms;
        this.page = page;
    }

    public void answer(Refused refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var path = request.getServletPath();
        if (isOfAnApi(path) || !page.shown(refused, request, response)) {
            answer(refused, path, response);
        }
    }

    /// @param path what was asked for
    public void answer(Refused refused, String path, HttpServletResponse response)
            throws IOException {
        var form = forms.of(path).orElse(RefusalForm.PROBLEM);
        if (refused.type() == ProblemType.UNAUTHORIZED) {
            // Never Basic: a browser would ask with a window of its own.
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"imgmill\"");
        }
        if (refused.retryAfter() != null) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, refused.retryAfter().toSeconds())));
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setStatus(form.status(refused).value());
        response.setContentType(form.mediaType());
        response.getOutputStream().write(JSON.writeValueAsBytes(form.body(refused)));
    }

    /// Whether a path belongs to an API, rather than to the page, the documents or the outputs.
    public boolean isOfAnApi(String path) {
        return path.startsWith("/v1/")
                || path.startsWith("/actuator")
                || forms.of(path).isPresent();
    }
}
