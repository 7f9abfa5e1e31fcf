package org.imgmill.webhook;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.imgmill.fetch.ParsedUrl;
import org.imgmill.fetch.WebUrl;

/// Where deliveries of a webhook go.
sealed interface Target {

    String MAILTO = "mailto:";

    /// A web server.
    record Web(WebUrl url) implements Target {}

    /// A mailbox, by way of the operator's mail server.
    record Mailbox(InternetAddress address) implements Target {}

    /// Nowhere.
    ///
    /// @param why to be read after "this URL"
    record Invalid(String why) implements Target {}

    /// `https://shop.example/hook`, or `mailto:anna@shop.example` (RFC 6068, one address and no
    /// fields).
    static Target of(String url) {
        return isMail(url)
                ? mailbox(url.substring(MAILTO.length()))
                : switch (WebUrl.parse(url)) {
                    case WebUrl web -> new Web(web);
                    case ParsedUrl.Invalid(var why) -> new Invalid(why);
                };
    }

    static boolean isMail(String url) {
        return url.regionMatches(true, 0, MAILTO, 0, MAILTO.length());
    }

    private static Target mailbox(String encoded) {
        try {
            var text = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            var address = new InternetAddress(text, true);
            address.validate();
            return text.indexOf('@') > 0 && text.equals(address.getAddress())
                    ? new Mailbox(address)
                    : new Invalid("is not mailto: and one address, such as anna@shop.example");
        } catch (AddressException | IllegalArgumentException e) {
            return new Invalid("is not mailto: and one address, such as anna@shop.example");
        }
    }
}
