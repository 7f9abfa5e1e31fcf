package org.imgmill.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/// Why a request gets no further than the door, said in the words of the API it was meant for.
///
/// @param code a short name that programs can go by
public record Refusal(HttpStatus status, String code, String detail) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(request.getServletPath(), response);
    }

    /// @param path what was asked for
    public void answer(String path, HttpServletResponse response) throws IOException {
        var face = Face.of(path);
        if (status == HttpStatus.UNAUTHORIZED) {
            // Never Basic: a browser would ask with a window of its own.
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"imgmill\"");
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setStatus(status.value());
        response.setContentType(face.mediaType());
        response.getOutputStream().write(JSON.writeValueAsBytes(face.body(this)));
    }
}
