package org.imgmill.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.WebUtils;

/// What browsers have instead of a key, because event streams, images and downloads cannot send
/// headers: a cookie that no script reads and no other site sends.
@Component
public class Sessions {

    private static final String COOKIE = "imgmill_session";

    private final JdbcClient db;
    private final TryKey tryKey;
    private final KeySettings settings;
    private final Audit audit;

    Sessions(JdbcClient db, TryKey tryKey, KeySettings settings, Audit audit) {
        this.db = db;
        this.tryKey = tryKey;
        this.settings = settings;
        this.audit = audit;
    }

    /// How exchanging a key for a session went.
    public sealed interface Exchange {

        record Opened(ResponseCookie cookie) implements Exchange {}

        record Denied(Refused why) implements Exchange {}
    }

    @Transactional
    public Exchange open(String key, HttpServletRequest request) {
        return switch (tryKey.with(new KeyText(key), request.getRemoteAddr())) {
            case Tried.Wrong() -> {
                audit.note(Caller.NOBODY, request, HttpStatus.UNAUTHORIZED.value(), null);
                yield new Exchange.Denied(
                        new Refused(
                                ProblemType.UNAUTHORIZED,
                                "There is no such key, or it was revoked."));
            }
            case Tried.TooMany(var seconds) ->
                    new Exchange.Denied(Authenticate.tooManyTries(seconds));
            case Tried.Right(var caller) -> {
                var token = KeyText.random();
                insert(new KeyText(token), Objects.requireNonNull(caller.key()));
                audit.note(caller, request, HttpStatus.NO_CONTENT.value(), null);
                yield new Exchange.Opened(cookie(token, request));
            }
        };
    }

    private void insert(KeyText token, UUID key) {
        db.sql("delete from session where expires_at < now()").update();
        db.sql(
                        "insert into session (digest, key_id, expires_at) values (?, ?, now() + make_interval(secs => ?))")
                .params(token.digest(), key, settings.session().toSeconds())
                .update();
    }

    /// Ends the request's session.
    ///
    /// @return the cookie that takes the other one away
    public ResponseCookie close(HttpServletRequest request) {
        find(request)
                .ifPresent(
                        caller -> audit.note(caller, request, HttpStatus.NO_CONTENT.value(), null));
        token(request)
                .ifPresent(
                        token ->
                                db.sql("delete from session where digest = ?")
                                        .param(token.digest())
                                        .update());
        return cookie("", request).mutate().maxAge(0).build();
    }

    /// Who the request's session belongs to, with what their key may do now.
    Optional<Caller> find(HttpServletRequest request) {
        return token(request)
                .flatMap(
                        token ->
                                db.sql(
                                                """
                                                select k.id, k.name, k.scopes from session s
                                                join api_key k on k.id = s.key_id and k.revoked_at is null
                                                where s.digest = ? and s.expires_at > now()
                                                """)
                                        .param(token.digest())
                                        .query(
                                                (row, _) ->
                                                        new Caller(
                                                                row.getObject("id", UUID.class),
                                                                row.getString("name"),
                                                                Keys.scopes(row)))
                                        .optional());
    }

    private static Optional<KeyText> token(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null || cookie.getValue().isEmpty()
                ? Optional.empty()
                : Optional.of(new KeyText(cookie.getValue()));
    }

    private static ResponseCookie cookie(String value, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/")
                .build();
    }
}
