package org.imgmill.webhook;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sends a delivery as a mail: the first line of its text is the subject.
@Component
class SendMail {

    private final MailSettings settings;
    private final Session session;

    SendMail(MailSettings settings, WebhookSettings webhooks) {
        this.settings = settings;
        this.session = session(settings, webhooks.timeout());
    }

    private static Session session(MailSettings settings, Duration timeout) {
        var properties = new Properties();
        var millis = Long.toString(timeout.toMillis());
        boolean tls = settings.tls() == MailSettings.Tls.TLS;
        boolean startTls = settings.tls() == MailSettings.Tls.STARTTLS;
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.user() != null));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return Session.getInstance(properties);
    }

    /// The host whose turns its tries take.
    String authority() {
        return "mail:" + settings.host();
    }

    CallReceiver.Heard send(Tries.Due due, InternetAddress to) {
        long start = System.nanoTime();
        var error = settings.refuses(to).map(why -> to + " " + why).orElse(null);
        Integer status = null;
        if (error == null) {
            try {
                send(message(due, to));
            } catch (SMTPSendFailedException e) {
                status = e.getReturnCode();
                error = sentence(e);
            } catch (MessagingException e) {
                error = sentence(e);
            }
        }
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new CallReceiver.Heard(new Tries.Outcome(status, error, ms, null), Optional.empty());
    }

    private void send(MimeMessage message) throws MessagingException {
        try (var transport = session.getTransport()) {
            transport.connect(
                    settings.host(), settings.port(), settings.user(), settings.password());
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private MimeMessage message(Tries.Due due, InternetAddress to) throws MessagingException {
        var text = due.payload();
        int end = text.indexOf('\n');
        var message = new DeliveredMessage(session, due.id() + "@imgmill");
        message.setFrom(new InternetAddress(settings.from()));
        message.setRecipients(MimeMessage.RecipientType.TO, new Address[] {to});
        message.setSubject(text.substring(0, end), "UTF-8");
        message.setText(text.substring(end + 1).stripLeading(), "UTF-8");
        message.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    /// The server's own words, on one line.
    private static String sentence(MessagingException e) {
        @Nullable String said = e.getMessage();
        return "the mail server did not take it: "
                + (said == null
                        ? e.getClass().getSimpleName()
                        : said.strip().replaceAll("\\s+", " "));
    }

    /// The same id on every try, so that a mail that came twice is recognised.
    private static final class DeliveredMessage extends MimeMessage {

        private final String id;

        DeliveredMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
