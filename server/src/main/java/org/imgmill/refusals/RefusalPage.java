package org.imgmill.refusals;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// What a person is shown instead of a refusal's JSON, at an address that belongs to no API.
public interface RefusalPage {

    /// @return false where JSON is the better answer; nothing was written then
    boolean shown(Refused refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException;
}
