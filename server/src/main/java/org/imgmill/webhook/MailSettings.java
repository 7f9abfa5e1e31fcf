package org.imgmill.webhook;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The mail server by which people are told.
///
/// @param host of the mail server; null: no mail is sent
/// @param user the name to log in to the server with; null: without a login
/// @param from the address that mails come from
/// @param tls how the connection is protected
/// @param to whom mails may be sent: addresses, or all of a domain as `@shop.example`
@ConfigurationProperties("imgmill.mail")
record MailSettings(
        @Nullable String host,
        @DefaultValue("587") int port,
        @Nullable String user,
        @Nullable String password,
        @Nullable String from,
        @DefaultValue("starttls") Tls tls,
        @DefaultValue List<String> to) {

    /// How a connection to the mail server is protected.
    enum Tls {
        /// It begins plain and must become TLS (RFC 3207).
        STARTTLS,
        /// It is TLS from its first byte (RFC 8314).
        TLS,
        /// Nobody protects it: for a server on the same machine.
        NONE
    }

    MailSettings {
        host = host == null || host.isBlank() ? null : host.strip();
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("imgmill.mail.port is 1 to 65535, not " + port);
        }
        if (host != null) {
            if (from == null || from.isBlank()) {
                throw new IllegalArgumentException(
                        "imgmill.mail.from is the address that mails come from, such as imgmill@shop.example; it is not set");
            }
            try {
                new InternetAddress(from, true).validate();
            } catch (AddressException e) {
                throw new IllegalArgumentException(
                        "imgmill.mail.from is an address such as imgmill@shop.example, not " + from,
                        e);
            }
        }
        to = to.stream().map(one -> one.strip().toLowerCase(Locale.ROOT)).toList();
        for (var one : to) {
            if (one.indexOf('@') < 0 || one.endsWith("@")) {
                throw new IllegalArgumentException(
                        "imgmill.mail.to is a list of addresses and domains such as anna@shop.example, @shop.example, not "
                                + one);
            }
        }
    }

    /// Why no mail may go to this address; empty: it may.
    Optional<String> refuses(InternetAddress address) {
        if (host == null) {
            return Optional.of("needs a mail server, and imgmill.mail.host is not set");
        }
        var wanted = address.getAddress().toLowerCase(Locale.ROOT);
        var domain = wanted.substring(wanted.lastIndexOf('@'));
        return to.contains(wanted) || to.contains(domain)
                ? Optional.empty()
                : Optional.of(
                        "is not among the addresses that this server writes to (imgmill.mail.to)");
    }

    /// A record would print the password.
    @Override
    public String toString() {
        return "MailSettings[host=%s, port=%d, from=%s]".formatted(host, port, from);
    }
}
