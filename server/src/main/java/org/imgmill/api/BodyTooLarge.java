package org.imgmill.api;

import org.springframework.util.unit.DataSize;

/// A JSON body passed the limit, by its own word or while it arrived.
class BodyTooLarge extends RuntimeException {

    BodyTooLarge(DataSize most) {
        super(
                "The body is larger than the %d KB of JSON that this server takes (imgmill.json.max-bytes). Hand a file in, or several lists."
                        .formatted(most.toKilobytes()));
    }
}
