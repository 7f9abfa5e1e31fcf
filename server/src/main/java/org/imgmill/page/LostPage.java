package org.imgmill.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.RefusalPage;
import org.imgmill.refusals.Refused;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// Answers a person whose address leads nowhere with the page, which says so and knows the way
/// back. Whoever has no key is shown the same: it says nothing of what is there.
@Component
class LostPage implements RefusalPage {

    private static final Set<ProblemType> SHOWN =
            Set.of(ProblemType.NOT_FOUND, ProblemType.UNAUTHORIZED);

    private final PageHeaders headers;
    private final byte[] document;

    LostPage(PageHeaders headers) throws IOException {
        this.headers = headers;
        this.document = new ClassPathResource("static/index.html").getContentAsByteArray();
    }

    @Override
    public boolean shown(Refused refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!SHOWN.contains(refused.type()) || !isPerson(request)) {
            return false;
        }
        headers.on(response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        response.setStatus(refused.type().status().value());
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(document);
        return true;
    }

    /// A browser that goes somewhere asks for HTML by name; scripts and pictures do not.
    private static boolean isPerson(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return Set.of("GET", "HEAD").contains(request.getMethod())
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE);
    }
}
