package org.imgmill.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.http.HttpHeaders;

/// What a request brings to say who it is from; a header comes before a cookie.
sealed interface Credential {

    /// A key, whichever header it came in.
    record OfKey(KeyText key) implements Credential {}

    /// Perhaps a session.
    record None() implements Credential {}

    static Credential of(HttpServletRequest request) {
        var own = request.getHeader("X-API-Key");
        if (own != null) {
            return new OfKey(new KeyText(own.strip()));
        }
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return new None();
        }
        var value = authorization.substring(authorization.indexOf(' ') + 1).strip();
        boolean basic = authorization.regionMatches(true, 0, "Basic ", 0, 6);
        return new OfKey(new KeyText(basic ? user(value) : value));
    }

    /// The key is the user's name, so that `http://KEY@host` works for clients that know no
    /// headers.
    private static String user(String basic) {
        try {
            var pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            return pair.replaceFirst("(?s):.*", "");
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
