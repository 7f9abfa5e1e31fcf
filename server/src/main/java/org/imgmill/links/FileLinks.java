package org.imgmill.links;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Makes the links to outputs that this server serves itself, and recognises its own.
///
/// A signed link carries when it expires and an HMAC over that and the object's key. Its expiry is
/// rounded up to the hour, so that a page that asks again gets the same link and browsers keep what
/// they have.
@Component
@DependsOnDatabaseInitialization
public class FileLinks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final long HOUR = 3600;

    private final PublicUrl publicUrl;
    private final FileSettings settings;
    private final byte[] secret;

    @Autowired
    FileLinks(PublicUrl publicUrl, FileSettings settings, JdbcClient db) {
        this(
                publicUrl,
                settings,
                settings.files() == FileSettings.Links.SIGNED ? secret(db) : new byte[0]);
    }

    FileLinks(PublicUrl publicUrl, FileSettings settings, byte[] secret) {
        this.publicUrl = publicUrl;
        this.settings = settings;
        this.secret = secret.clone();
    }

    /// The first node of a fleet makes it, all use it.
    private static byte[] secret(JdbcClient db) {
        var fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        db.sql("insert into link_secret (secret) values (?) on conflict do nothing")
                .param(fresh)
                .update();
        return db.sql("select secret from link_secret").query(byte[].class).single();
    }

    public String of(String key) {
        var path = publicUrl.of("/files/" + KeyPath.of(key));
        if (settings.files() == FileSettings.Links.PUBLIC) {
            return path;
        }
        long until = Instant.now().plus(settings.filesExpiry()).getEpochSecond();
        long expires = (until + HOUR - 1) / HOUR * HOUR;
        return "%s?expires=%d&signature=%s".formatted(path, expires, signature(key, expires));
    }

    /// How long the object of this key may be shown to whoever came by a link with these
    /// parameters.
    ///
    /// @return empty if not at all: the link was changed, or has expired
    public Optional<Duration> allows(
            String key, @Nullable String expires, @Nullable String signature) {
        if (settings.files() == FileSettings.Links.PUBLIC) {
            return Optional.of(Duration.ofDays(365));
        }
        if (expires == null || signature == null || !expires.matches("\\d{1,12}")) {
            return Optional.empty();
        }
        long until = Long.parseLong(expires);
        boolean ours =
                MessageDigest.isEqual(
                        signature(key, until).getBytes(StandardCharsets.UTF_8),
                        signature.getBytes(StandardCharsets.UTF_8));
        var left = Duration.between(Instant.now(), Instant.ofEpochSecond(until));
        return ours && left.isPositive() ? Optional.of(left) : Optional.empty();
    }

    public boolean isSigned() {
        return settings.files() == FileSettings.Links.SIGNED;
    }

    private String signature(String key, long expires) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((key + "\n" + expires).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
