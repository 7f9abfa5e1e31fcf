package org.imgmill.links;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.catalina.util.NetMask;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// The address that a request was sent to, as whoever sent it wrote it: its Host, or what a proxy
/// of ours says of it (`Forwarded`, or `X-Forwarded-Host` and `-Proto`).
@Component
class AskedAt {

    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9a-fA-F:.]{2,60}])(:\\d{1,5})?");
    private static final Pattern PART =
            Pattern.compile("(?i)(?:^|;)\\s*(host|proto)=(?:\"([^\"]*)\"|([^;,\"]*))");

    private final List<NetMask> proxies;

    AskedAt(Environment environment) {
        this.proxies =
                Binder.get(environment)
                        .bind("imgmill.connections.proxies", Bindable.listOf(String.class))
                        .orElse(List.of())
                        .stream()
                        .map(NetMask::new)
                        .toList();
    }

    /// Of the request that this thread answers; null where there is none, or it does not say.
    @Nullable String now() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes with
                ? of(with.getRequest())
                : null;
    }

    @Nullable String of(HttpServletRequest request) {
        if (isProxy(request)) {
            var forwarded = request.getHeader("Forwarded");
            if (forwarded != null) {
                return forwarded(forwarded, request);
            }
            var host = first(request.getHeader("X-Forwarded-Host"));
            var proto = first(request.getHeader("X-Forwarded-Proto"));
            if (host != null || proto != null) {
                return address(proto, host == null ? request.getHeader("Host") : host, request);
            }
        }
        // Where the web server itself reads a proxy's headers, these are what they say.
        return request.getHeader("Host") == null
                ? null
                : address(null, request.getServerName() + ":" + request.getServerPort(), request);
    }

    private boolean isProxy(HttpServletRequest request) {
        if (proxies.isEmpty()) {
            return false;
        }
        var from = InetAddress.ofLiteral(request.getRemoteAddr());
        return proxies.stream().anyMatch(net -> net.matches(from));
    }

    /// RFC 7239; what the proxy next to the client saw comes first.
    private static @Nullable String forwarded(String header, HttpServletRequest request) {
        var parts = PART.matcher(header.split(",", -1)[0]);
        String host = request.getHeader("Host");
        String proto = null;
        while (parts.find()) {
            var value = parts.group(2) == null ? parts.group(3).strip() : parts.group(2);
            if (parts.group(1).equalsIgnoreCase("host")) {
                host = value;
            } else {
                proto = value;
            }
        }
        return address(proto, host, request);
    }

    private static @Nullable String first(@Nullable String list) {
        return list == null || list.isBlank() ? null : list.split(",", -1)[0].strip();
    }

    /// What is no scheme and no host never becomes part of a link.
    private static @Nullable String address(
            @Nullable String proto, @Nullable String host, HttpServletRequest request) {
        var scheme = (proto == null ? request.getScheme() : proto).toLowerCase(Locale.ROOT);
        if (host == null
                || !HOST.matcher(host).matches()
                || !(scheme.equals("http") || scheme.equals("https"))) {
            return null;
        }
        var usual = scheme.equals("https") ? ":443" : ":80";
        var name = host.toLowerCase(Locale.ROOT);
        return scheme
                + "://"
                + (name.endsWith(usual) ? name.substring(0, name.length() - usual.length()) : name);
    }
}
