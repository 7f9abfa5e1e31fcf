package org.imgmill.api.errors;

import org.springframework.util.unit.DataSize;

/// A JSON body passed the limit, by its own word or while it arrived.
public class BodyTooLarge extends RuntimeException {

    public BodyTooLarge(DataSize most) {
        super(
                "The body is larger than the %d KB of JSON that this server takes (imgmill.json.max-bytes). Hand a file in, or several lists."
                        .formatted(most.toKilobytes()));
    }
}
