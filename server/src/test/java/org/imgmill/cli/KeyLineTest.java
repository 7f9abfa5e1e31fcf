package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class KeyLineTest {

    @Test
    void aKeyOfAServerThatSaysNoLimitsIsShownWithoutThem() {
        var line =
                JsonMapper.shared()
                        .readValue(
                                """
                                {"id": "0190a6b0-0000-7000-8000-000000000000", "name": "shop",
                                 "starts": "im_4f2a", "scopes": ["read"], "last_used_at": null,
                                 "revoked_at": null, "created_at": "2026-11-20T10:00:00Z"}
                                """,
                                KeyLine.class);

        assertThat(line.text()).contains("im_4f2a", "shop", " - ");
    }
}
