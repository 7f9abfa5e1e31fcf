package org.imgmill.auth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.imgmill.links.PublicUrl;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.FilterOrder;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Keeps pages of other sites from using this server through the browser of someone with access.
///
/// Browsers say which site a request comes from; programs say nothing and are not meant.
@Component
@Order(FilterOrder.FOREIGN_PAGES)
class RefuseForeignPages extends OncePerRequestFilter {

    static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final AccessPolicy policy;
    private final PublicUrl publicUrl;
    private final CorsSettings cors;
    private final AnswerRefusal answers;

    RefuseForeignPages(
            AccessPolicy policy, PublicUrl publicUrl, CorsSettings cors, AnswerRefusal answers) {
        this.policy = policy;
        this.publicUrl = publicUrl;
        this.cors = cors;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // In this order: the check of our own name needs no database.
        if (!isOurHost(request) && policy.checkHost()) {
            answers.answer(
                    new Refused(
                            ProblemType.FOREIGN_HOST,
                            "Without a key this server answers only as localhost or as the host of imgmill.public-url."),
                    request,
                    response);
        } else if (!HARMLESS.contains(request.getMethod()) && isForeign(request)) {
            answers.answer(foreignOrigin(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    static Refused foreignOrigin() {
        return new Refused(
                ProblemType.FOREIGN_ORIGIN,
                "A page of another site may not do this unless imgmill.cors.origins lists that site.");
    }

    /// A name that was made to resolve to this machine (DNS rebinding) is not ours. Without a Host
    /// there is no browser.
    private boolean isOurHost(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.HOST) == null) {
            return true;
        }
        var host = request.getServerName().toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || host.equalsIgnoreCase(URI.create(publicUrl.base()).getHost());
    }

    private boolean isForeign(HttpServletRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            var site = request.getHeader("Sec-Fetch-Site");
            return "cross-site".equals(site) || "same-site".equals(site);
        }
        return !cors.origins().contains(origin) && !isOwn(origin, request);
    }

    private boolean isOwn(String origin, HttpServletRequest request) {
        var from = authority(origin);
        return !from.isEmpty()
                && (from.equals(authority(publicUrl.base())) || from.equals(host(request, origin)));
    }

    /// The request's own address as an authority under the origin's scheme: a proxy that speaks TLS
    /// for us keeps the name and not the scheme.
    private static String host(HttpServletRequest request, String origin) {
        return authority(
                origin.replaceFirst(":.*", "") + "://" + request.getHeader(HttpHeaders.HOST));
    }

    /// Host and port; empty for what is no address, such as the origin "null".
    private static String authority(@Nullable String address) {
        if (address == null || !address.matches("https?://[A-Za-z0-9._:\\[\\]-]+(/.*)?")) {
            return "";
        }
        var rest = address.substring(address.indexOf("://") + 3).replaceFirst("/.*", "");
        var standard = address.startsWith("https") ? ":443" : ":80";
        return (rest.endsWith(standard)
                        ? rest.substring(0, rest.length() - standard.length())
                        : rest)
                .toLowerCase(Locale.ROOT);
    }
}
