package org.imgmill.api.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imgmill.batch.Sha256;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What an upload says, without how it was wrapped: two requests with other boundaries, or with
/// their fields in another order, have one digest.
final class UploadDigest {

    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private final MessageDigest sha256 = Sha256.start();

    UploadDigest fields(Map<String, String[]> fields) {
        new TreeMap<>(fields)
                .forEach(
                        (name, values) -> {
                            text(name);
                            number(values.length);
                            for (var value : values) {
                                text(value);
                            }
                        });
        return this;
    }

    UploadDigest file(Accept.Upload file) {
        var buffer = new byte[1 << 16];
        try (var in = file.open()) {
            for (int n; (n = in.read(buffer)) > 0; ) {
                sha256.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the spooled upload could not be read", e);
        }
        return this;
    }

    /// Files with their names, in their order.
    UploadDigest files(List<SpooledFile> files) {
        for (var file : files) {
            text(file.getOriginalFilename());
            number((int) file.getSize());
            file(file::getInputStream);
        }
        return this;
    }

    /// As if all of the body had been written with its fields in order: no other field's name comes
    /// before `images`.
    UploadDigest list(ListedImages images, Map<String, @Nullable Object> others) {
        sha256.update("{\"images\":".getBytes(StandardCharsets.UTF_8));
        try {
            images.eachRaw(
                    (image, i) -> {
                        sha256.update((byte) (i == 0 ? '[' : ','));
                        sha256.update(SORTED.writeValueAsBytes(image));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("the spooled list could not be read", e);
        }
        byte[] rest = SORTED.writeValueAsBytes(others);
        sha256.update((byte) ']');
        sha256.update((byte) (others.isEmpty() ? '}' : ','));
        sha256.update(rest, 1, others.isEmpty() ? 0 : rest.length - 1);
        return this;
    }

    byte[] bytes() {
        return sha256.digest();
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        sha256.update(bytes);
    }

    private void number(int number) {
        sha256.update(ByteBuffer.allocate(4).putInt(number).array());
    }
}
