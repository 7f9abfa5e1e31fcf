package org.imgmill.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Who makes a request, and what they may do.
///
/// @param key null where no key is asked for
public record Caller(@Nullable UUID key, String name, Set<Scope> scopes) {

    static final Caller KEYLESS = new Caller(null, "", Set.of(Scope.ADMIN));

    /// A caller whose key is not valid.
    static final Caller NOBODY = new Caller(null, "", Set.of());

    private static final String ATTRIBUTE = Caller.class.getName();

    private static final ScopedValue<Caller> UNASKED = ScopedValue.newInstance();

    /// Does what somebody wanted while he is away: as his key, with rights to his own things only.
    ///
    /// @param key null: none was asked for
    public static void unasked(@Nullable UUID key, Runnable work) {
        var caller = key == null ? KEYLESS : new Caller(key, "", Set.of());
        ScopedValue.where(UNASKED, caller).run(work);
    }

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /// Of the request that this thread answers.
    ///
    /// @throws IllegalStateException if there is none, or it was let in without asking who it is
    public static Caller current() {
        if (UNASKED.isBound()) {
            return UNASKED.get();
        }
        var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        return of(attributes.getRequest());
    }

    /// @throws IllegalStateException if the request was let in without asking who it is
    public static Caller of(HttpServletRequest request) {
        var caller = in(request);
        if (caller != null) {
            return caller;
        }
        throw new IllegalStateException("nobody asked who makes this request");
    }

    /// Null where the request was let in without asking who it is.
    public static @Nullable Caller in(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : null;
    }

    void attach(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
    }

    /// Whose batches are shown to this caller, and for whom it puts presets and watermarks; null:
    /// everybody's, and for all.
    public @Nullable UUID only() {
        return may(Scope.ADMIN) ? null : key;
    }

    /// @param owner the key that a batch came with; null: none
    public boolean sees(@Nullable UUID owner) {
        return may(Scope.ADMIN) || (key != null && key.equals(owner));
    }
}
