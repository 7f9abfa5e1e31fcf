package org.imgmill.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The headers by which a receiver knows that a delivery is ours, which one it is, and that it is
/// not an old one.
///
/// @param own the webhook's own secrets, the newest first; empty: it has none
/// @param server the bytes of imgmill.webhook.secret and of the one before it; empty: not set
record Signatures(List<Secret> own, List<byte[]> server) {

    Signatures {
        own = List.copyOf(own);
        server = List.copyOf(server);
    }

    Map<String, String> headers(String id, Instant now, byte[] body) {
        var headers = new LinkedHashMap<String, String>();
        var time = Long.toString(now.getEpochSecond());
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", time);
        var keys = own.isEmpty() ? server : own.stream().map(Secret::bytes).toList();
        if (!keys.isEmpty()) {
            byte[] head = (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
            headers.put(
                    "webhook-signature",
                    keys.stream()
                            .map(key -> hmac(key, head, body))
                            .map(hash -> "v1," + Base64.getEncoder().encodeToString(hash))
                            .collect(Collectors.joining(" ")));
        }
        if (!server.isEmpty()) {
            headers.put(
                    "X-Webhook-Signature", HexFormat.of().formatHex(hmac(server.getFirst(), body)));
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
