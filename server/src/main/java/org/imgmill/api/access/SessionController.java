package org.imgmill.api.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.imgmill.auth.Sessions;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Exchanges a key for a browser's session, and ends it.
@RestController
class SessionController {

    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    record Login(@Nullable String key) {}

    @PostMapping("/v1/session")
    void open(@RequestBody Login login, HttpServletRequest request, HttpServletResponse response) {
        if (login.key() == null || login.key().isBlank()) {
            throw new Refused(ProblemType.MISSING_KEY, "A session needs a \"key\".");
        }
        switch (sessions.open(login.key().strip(), request)) {
            case Sessions.Exchange.Opened(var cookie) -> {
                response.setStatus(HttpStatus.NO_CONTENT.value());
                response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
            }
            case Sessions.Exchange.Denied(var why) -> throw why;
        }
    }

    @DeleteMapping("/v1/session")
    void close(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpStatus.NO_CONTENT.value());
        response.addHeader(HttpHeaders.SET_COOKIE, sessions.close(request).toString());
    }
}
