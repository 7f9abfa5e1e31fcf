package org.imgmill.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What was said for one key alone. Null: nothing, so that it may have what the settings say; 0: as
/// much as it likes.
public record OwnLimits(
        @Nullable Integer concurrentBatches,
        @Nullable Long imagesPerDay,
        @Nullable Integer uploadsPerMinute) {

    public static final OwnLimits NONE = new OwnLimits(null, null, null);

    public static OwnLimits of(ResultSet row) throws SQLException {
        return new OwnLimits(
                row.getObject("concurrent_batches", Integer.class),
                row.getObject("images_per_day", Long.class),
                row.getObject("uploads_per_minute", Integer.class));
    }
}
