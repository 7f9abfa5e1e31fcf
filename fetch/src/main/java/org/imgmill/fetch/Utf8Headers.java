package org.imgmill.fetch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads header values as browsers do: as UTF-8 where the bytes are UTF-8.
final class Utf8Headers {

    private Utf8Headers() {}

    /// @param value one character per byte, as headers are received
    static String decode(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            return value;
        }
    }
}
