package org.imgmill.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    private static final String BODY = "{\"type\":\"batch.completed\",\"name\":\"größe\"}";
    private static final byte[] SERVER = "the server's secret".getBytes(UTF_8);

    @Test
    void thePublishedLibraryVerifiesWhatAWebhooksOwnSecretSigned() throws Exception {
        var secret = Secret.generate();
        var headers = sign(new Signatures(List.of(secret), List.of(SERVER)));

        var verifier = new com.standardwebhooks.Webhook(secret.shown());

        assertThatCode(() -> verifier.verify(BODY, lists(headers))).doesNotThrowAnyException();
        assertThatThrownBy(() -> verifier.verify(BODY + " ", lists(headers)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void withoutASecretOfItsOwnTheServersSecretSigns() throws Exception {
        var headers = sign(new Signatures(List.of(), List.of(SERVER)));

        var verifier = new com.standardwebhooks.Webhook(Base64.getEncoder().encodeToString(SERVER));

        assertThatCode(() -> verifier.verify(BODY, lists(headers))).doesNotThrowAnyException();
    }

    @Test
    void whileASecretIsRenewedBothVerify() throws Exception {
        var before = Secret.generate();
        var now = Secret.generate();
        var headers = sign(new Signatures(List.of(now, before), List.of(SERVER)));

        for (var secret : List.of(before, now)) {
            var verifier = new com.standardwebhooks.Webhook(secret.shown());
            assertThatCode(() -> verifier.verify(BODY, lists(headers))).doesNotThrowAnyException();
        }
    }

    @Test
    void withoutAnySecretNothingIsSigned() {
        assertThat(sign(new Signatures(List.of(), List.of())))
                .containsOnlyKeys("webhook-id", "webhook-timestamp");
    }

    /// The value was made by `openssl dgst -sha256 -hmac`.
    @Test
    void theServersSecretAlsoSignsTheRawBodyInLowercaseHex() {
        var headers =
                new Signatures(List.of(), List.of("key".getBytes(UTF_8), SERVER))
                        .headers(
                                "id",
                                Instant.EPOCH,
                                "The quick brown fox jumps over the lazy dog".getBytes(UTF_8));

        assertThat(headers)
                .containsEntry(
                        "X-Webhook-Signature",
                        "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
    }

    @Test
    void secretsAreRandomAndDoNotPrintThemselves() {
        var secret = Secret.generate();

        assertThat(secret.shown()).startsWith("whsec_").isNotEqualTo(Secret.generate().shown());
        assertThat(Base64.getDecoder().decode(secret.shown().substring(6))).hasSize(32);
        assertThat(secret.toString()).isEqualTo("Secret");
    }

    private static Map<String, String> sign(Signatures signatures) {
        return signatures.headers("an-id", Instant.now(), BODY.getBytes(UTF_8));
    }

    private static Map<String, List<String>> lists(Map<String, String> headers) {
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }
}
