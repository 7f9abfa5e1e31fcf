package org.imgmill.limits;

import java.util.UUID;
import org.imgmill.auth.OwnLimits;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What each key may have, as it stands in the database: what is said of a key on one node holds on
/// all of them.
@Component
class LimitsOfKeys {

    private final KeyLimits settings;
    private final JdbcClient db;

    LimitsOfKeys(KeyLimits settings, JdbcClient db) {
        this.settings = settings;
        this.db = db;
    }

    KeyLimits of(UUID key) {
        return db.sql(
                        "select concurrent_batches, images_per_day, uploads_per_minute from api_key where id = ?")
                .param(key)
                .query((row, _) -> settings.with(OwnLimits.of(row)))
                .single();
    }
}
