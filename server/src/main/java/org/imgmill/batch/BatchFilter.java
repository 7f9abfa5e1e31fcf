package org.imgmill.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which batches somebody wants to see.
///
/// @param owner the key they came with; null: all
/// @param statuses empty: all
/// @param text part of a name, or the start of an id; null: all
/// @param catalogue that they are runs of; null: all
public record BatchFilter(
        @Nullable UUID owner,
        Set<BatchStatus> statuses,
        @Nullable String text,
        @Nullable UUID catalogue) {

    /// A condition in SQL, and the values of its question marks.
    record Condition(String sql, List<Object> params) {}

    Condition condition() {
        var sql = new StringBuilder("deleted_at is null");
        var params = new ArrayList<Object>();
        if (owner != null) {
            sql.append(" and owner = ?");
            params.add(owner);
        }
        if (!statuses.isEmpty()) {
            sql.append(" and status = any(?::text[])");
            params.add(statuses.stream().map(BatchStatus::word).toArray(String[]::new));
        }
        if (text != null && !text.isBlank()) {
            sql.append(
                    " and (position(lower(?) in lower(name)) > 0 or starts_with(id::text, lower(?)))");
            params.add(text.strip());
            params.add(text.strip());
        }
        if (catalogue != null) {
            sql.append(" and catalogue_id = ?");
            params.add(catalogue);
        }
        return new Condition(sql.toString(), params);
    }
}
