package org.imgmill.api.errors;

import jakarta.servlet.http.HttpServletRequest;

/// An answer that failed after it had begun: its connection is cut, so that its reader sees that it
/// is not whole. Nothing may be written behind it; a refusal at the end of a file would be taken
/// for a part of it.
final class BrokenOff {

    private static final String NAME = BrokenOff.class.getName();

    private BrokenOff() {}

    static void mark(HttpServletRequest request) {
        request.setAttribute(NAME, true);
    }

    static boolean is(HttpServletRequest request) {
        return request.getAttribute(NAME) != null;
    }
}
