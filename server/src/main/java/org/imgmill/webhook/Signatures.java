package org.imgmill.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The headers by which a receiver knows that a delivery is ours, which one it is, and that it is
/// not an old one.
///
/// @param own the webhook's own secret; null: it has none
/// @param server the bytes of imgmill.webhook.secret; null: not set
record Signatures(@Nullable Secret own, byte @Nullable [] server) {

    Map<String, String> headers(String id, Instant now, byte[] body) {
        var headers = new LinkedHashMap<String, String>();
        var time = Long.toString(now.getEpochSecond());
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", time);
        byte[] key = own != null ? own.bytes() : server;
        if (key != null) {
            byte[] head = (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
            headers.put(
                    "webhook-signature",
                    "v1," + Base64.getEncoder().encodeToString(hmac(key, head, body)));
        }
        if (server != null) {
            headers.put("X-Webhook-Signature", HexFormat.of().formatHex(hmac(server, body)));
        }
        return headers;
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
