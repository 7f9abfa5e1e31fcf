package org.imgmill.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.imgmill.attempt.FailureCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The images of a batch, read for people.
@Component
public class Images {

    static final String SELECT =
            "select i.*, l.host from image i join lane l on l.batch_id = i.batch_id and l.lane = i.lane ";

    private final JdbcClient db;

    Images(JdbcClient db) {
        this.db = db;
    }

    /// Which images to list.
    public enum Filter {
        ALL,
        PENDING,
        STORED,
        FAILED,
        /// Stored, or failed with some of several outputs stored.
        WITH_OUTPUTS
    }

    /// The order in which stored images are looked through for those that are worth a look.
    public enum Order {
        WORST_LOOK("coalesce(i.look, 1000)"),
        LEAST_SAVED("1 - i.bytes_out / greatest(i.bytes_in, 1)::float8");

        private final String value;

        Order(String value) {
            this.value = value;
        }

        /// Where an image stands in this order.
        public double place(Image image) {
            return switch (image.state()) {
                case Image.Stored stored -> place(stored);
                case Image.Pending _, Image.Failed _ ->
                        throw new IllegalArgumentException("not stored");
            };
        }

        private double place(Image.Stored stored) {
            return switch (this) {
                case WORST_LOOK -> stored.look() == null ? 1000 : stored.look();
                case LEAST_SAVED -> 1 - stored.bytesOut() / (double) Math.max(stored.bytesIn(), 1);
            };
        }
    }

    /// An image's place in an order, after which a list goes on.
    public record After(double place, ImageId image) {}

    /// The stored ones.
    public List<Image> list(
            UUID batch, Order order, @Nullable String text, @Nullable After after, int limit) {
        var sql = new StringBuilder(SELECT).append("where i.batch_id = ? and i.status = ");
        sql.append(ImageStatus.STORED.number());
        var params = new ArrayList<Object>(List.of(batch));
        if (text != null && !text.isBlank()) {
            sql.append(" and position(lower(?) in lower(i.url)) > 0");
            params.add(text.strip());
        }
        if (after != null) {
            sql.append(" and (%s, i.lane, i.image_no) > (?, ?, ?)".formatted(order.value));
            params.addAll(List.of(after.place(), after.image().lane(), after.image().number()));
        }
        sql.append(" order by %s, i.lane, i.image_no limit ?".formatted(order.value));
        params.add(limit);
        return db.sql(sql.toString()).params(params).query((row, n) -> image(row)).list();
    }

    /// In the order of lanes.
    ///
    /// @param code only failures of this kind
    /// @param text part of the URL
    /// @param after list on after this image
    public List<Image> list(
            UUID batch,
            Filter filter,
            @Nullable FailureCode code,
            @Nullable String text,
            @Nullable ImageId after,
            int limit) {
        var sql = new StringBuilder(SELECT);
        if (filter == Filter.FAILED) {
            sql.append(
                    "join failed_image f on f.batch_id = i.batch_id and f.lane = i.lane and f.image_no = i.image_no ");
        }
        sql.append("where i.batch_id = ?");
        var params = new ArrayList<Object>(List.of(batch));
        switch (filter) {
            case ALL, FAILED -> {}
            case PENDING -> sql.append(" and i.status = ").append(ImageStatus.PENDING.number());
            case STORED -> sql.append(" and i.status = ").append(ImageStatus.STORED.number());
            case WITH_OUTPUTS ->
                    sql.append(" and (i.status = ")
                            .append(ImageStatus.STORED.number())
                            .append(" or i.outputs is not null and i.status = ")
                            .append(ImageStatus.FAILED.number())
                            .append(")");
        }
        if (code != null) {
            sql.append(" and i.code = ?");
            params.add(code.number());
        }
        if (text != null && !text.isBlank()) {
            sql.append(" and position(lower(?) in lower(i.url)) > 0");
            params.add(text.strip());
        }
        if (after != null) {
            sql.append(" and (i.lane, i.image_no) > (?, ?)");
            params.add(after.lane());
            params.add(after.number());
        }
        sql.append(" order by i.lane, i.image_no limit ?");
        params.add(limit);
        return db.sql(sql.toString()).params(params).query((row, n) -> image(row)).list();
    }

    public Optional<Image> find(UUID batch, ImageId id) {
        return db.sql(SELECT + "where i.batch_id = ? and i.lane = ? and i.image_no = ?")
                .params(batch, id.lane(), id.number())
                .query((row, n) -> image(row))
                .optional();
    }

    /// These images, by their packed ids.
    public Map<Long, Image> find(UUID batch, Collection<Long> packed) {
        var found = new HashMap<Long, Image>();
        db.sql(
                        """
                        select i.*, l.host from unnest(?::int[], ?::int[]) w(lane, image_no)
                        join image i on i.batch_id = ? and i.lane = w.lane and i.image_no = w.image_no
                        join lane l on l.batch_id = i.batch_id and l.lane = i.lane
                        """)
                .params(
                        packed.stream()
                                .map(id -> ImageId.unpack(id).lane())
                                .toArray(Integer[]::new),
                        packed.stream()
                                .map(id -> ImageId.unpack(id).number())
                                .toArray(Integer[]::new),
                        batch)
                .query(
                        row -> {
                            var image = image(row);
                            found.put(image.id().pack(), image);
                        });
        return found;
    }

    static Image image(ResultSet row) throws SQLException {
        var retryAt = row.getObject("retry_at", OffsetDateTime.class);
        return new Image(
                new ImageId(row.getInt("lane"), row.getInt("image_no")),
                row.getInt("row_no"),
                row.getInt("position"),
                row.getString("name"),
                row.getString("url"),
                row.getString("host"),
                row.getInt("attempts"),
                retryAt == null ? null : retryAt.toInstant(),
                row.getString("kept_as"),
                state(row));
    }

    private static @Nullable Alike alike(ResultSet row) throws SQLException {
        long of = row.getLong("double_of");
        boolean isFirst = row.wasNull();
        int products = row.getInt("on_products");
        return isFirst && products == 0
                ? null
                : new Alike(
                        isFirst ? null : ImageId.unpack(of),
                        row.getBoolean("double_near"),
                        products);
    }

    private static Image.State state(ResultSet row) throws SQLException {
        return switch (ImageStatus.of(row.getInt("status"))) {
            case PENDING -> new Image.Pending();
            case STORED ->
                    new Image.Stored(
                            EndingColumns.format(row.getInt("format")),
                            row.getInt("width"),
                            row.getInt("height"),
                            row.getInt("bytes_in"),
                            row.getInt("bytes_out"),
                            row.getObject("look") == null ? null : row.getDouble("look"),
                            row.getString("detail"),
                            row.getInt("ms"),
                            MadeJson.read(row.getString("outputs")),
                            Traits.read(row.getBytes("glance")),
                            alike(row));
            case FAILED ->
                    new Image.Failed(
                            FailureCode.of(row.getInt("code")),
                            row.getObject("http_status") == null ? null : row.getInt("http_status"),
                            row.getString("detail"),
                            row.getInt("ms"),
                            MadeJson.read(row.getString("outputs")));
        };
    }
}
