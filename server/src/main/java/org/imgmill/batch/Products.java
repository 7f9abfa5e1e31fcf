package org.imgmill.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The products of a batch, read in the order of the catalogue.
@Component
public class Products {

    private static final int CHUNK = 500;

    /// As PostgreSQL stores them: rows beyond 2 KB compressed, to a ninetieth at best.
    private static final int CHUNK_BYTES = 1 << 17;

    private final JdbcClient db;
    private final Images images;

    Products(JdbcClient db, Images images) {
        this.db = db;
        this.images = images;
    }

    /// Every product, a few hundred in memory at a time, each page read in a statement of its own:
    /// a slow reader holds nothing.
    public void each(UUID batch, Consumer<Product> reader) {
        var page = page(batch, 0);
        while (!page.isEmpty()) {
            page.forEach(reader);
            page = page(batch, page.getLast().row());
        }
    }

    /// Every product, asked for one by one.
    public Iterator<Product> inOrder(UUID batch) {
        return new Iterator<>() {
            private List<Product> page = page(batch, 0);
            private int next;

            @Override
            public boolean hasNext() {
                if (next == page.size() && next > 0) {
                    page = page(batch, page.getLast().row());
                    next = 0;
                }
                return next < page.size();
            }

            @Override
            public Product next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("behind the last product");
                }
                return page.get(next++);
            }
        };
    }

    private List<Product> page(UUID batch, int after) {
        return products(
                batch,
                db.sql(
                                """
                                select * from (
                                  select p.*, sum(pg_column_size(cells)) over (order by row_no) - pg_column_size(cells) as before
                                  from product p where batch_id = ? and row_no > ? order by row_no limit ?) p
                                where before < ? order by row_no
                                """)
                        .params(batch, after, CHUNK, CHUNK_BYTES)
                        .query((row, n) -> raw(row))
                        .list());
    }

    /// Some products, and whether others follow.
    public record Listed(List<Product> products, boolean more) {}

    /// Some products, for a gallery: fewer than wanted where their rows are very long.
    ///
    /// @param nameColumn which cell, from 0, holds the name that `text` is searched in, beside all
    ///   URLs
    public Listed list(
            UUID batch,
            Images.Filter filter,
            int nameColumn,
            @Nullable String text,
            int after,
            int limit) {
        var sql =
                new StringBuilder(
                        """
                        select * from (
                          select p.*, sum(pg_column_size(p.cells)) over (order by p.row_no) - pg_column_size(p.cells) as before,
                            lead(p.row_no) over (order by p.row_no) as following
                          from product p where p.batch_id = ? and p.row_no > ? and p.problems is null
                        """);
        var params = new ArrayList<Object>(List.of(batch, after));
        if (filter != Images.Filter.ALL) {
            sql.append(
                    """
                     and exists (select from unnest(p.images) ref join image i on i.batch_id = p.batch_id
                      and i.lane = (ref >> 32)::int and i.image_no = (ref & 4294967295)::int and i.status = ?)""");
            params.add(
                    switch (filter) {
                        case ALL, PENDING -> 0;
                        case STORED, WITH_OUTPUTS -> 1;
                        case FAILED -> 2;
                    });
        }
        if (text != null && !text.isBlank()) {
            sql.append(
                    """
                     and (position(lower(?) in lower(coalesce(p.carried_name, p.cells[?]))) > 0
                      or exists (select from unnest(p.images) ref join image i on i.batch_id = p.batch_id
                        and i.lane = (ref >> 32)::int and i.image_no = (ref & 4294967295)::int
                        and position(lower(?) in lower(i.url)) > 0))""");
            params.addAll(List.of(text.strip(), nameColumn + 1, text.strip()));
        }
        sql.append(" order by p.row_no limit ?) p where before < ? order by row_no");
        params.addAll(List.of(limit, CHUNK_BYTES));
        var more = new boolean[1];
        var rows =
                db.sql(sql.toString())
                        .params(params)
                        .query(
                                (row, n) -> {
                                    more[0] = row.getObject("following") != null;
                                    return raw(row);
                                })
                        .list();
        return new Listed(products(batch, rows), more[0]);
    }

    /// Where images stand in the catalogue: for each packed id its products, as far as they are
    /// among the first uses.
    ///
    /// @param serial which cell, from 0, holds the serial number, and `name` the name
    public Map<Long, List<Use>> uses(UUID batch, List<Image> of, int serial, int name) {
        var wanted = of.stream().map(image -> image.id().pack()).toArray(Long[]::new);
        var rows = of.stream().map(Image::row).distinct().toArray(Integer[]::new);
        var found = new HashMap<Long, List<Use>>();
        db.sql(
                        """
                        select p.row_no, p.line, left(coalesce(p.carried_id, p.cells[?]), 8192),
                          left(coalesce(p.carried_name, p.cells[?]), 8192), u.ref, u.n - 1 from product p
                        cross join lateral unnest(p.images) with ordinality u(ref, n)
                        where p.batch_id = ? and p.row_no = any(?::int[]) and u.ref = any(?::bigint[])
                        order by p.row_no, u.n
                        """)
                .params(serial + 1, name + 1, batch, rows, wanted)
                .query(
                        row -> {
                            found.computeIfAbsent(row.getLong(5), id -> new ArrayList<>())
                                    .add(
                                            new Use(
                                                    row.getInt(1),
                                                    row.getLong(2),
                                                    row.getString(3),
                                                    row.getString(4),
                                                    row.getInt(6)));
                        });
        return found;
    }

    /// One place of an image: the product's row and line, the first 8,192 characters of its serial
    /// number and name, and the position in its URL cell.
    public record Use(
            int row, long line, @Nullable String serial, @Nullable String name, int position) {}

    private record Raw(
            int row,
            long line,
            List<String> cells,
            Long[] images,
            @Nullable String problems,
            Product.Carried carried) {}

    private static Raw raw(ResultSet row) throws SQLException {
        return new Raw(
                row.getInt("row_no"),
                row.getLong("line"),
                List.of((String[]) row.getArray("cells").getArray()),
                (Long[]) row.getArray("images").getArray(),
                row.getString("problems"),
                new Product.Carried(row.getString("carried_id"), row.getString("carried_name")));
    }

    private List<Product> products(UUID batch, List<Raw> rows) {
        var ids =
                rows.stream()
                        .flatMap(row -> Arrays.stream(row.images))
                        .filter(id -> id != Product.EMPTY_PLACE)
                        .distinct()
                        .toList();
        var found = images.find(batch, ids);
        return rows.stream()
                .map(
                        row -> {
                            var places = new ArrayList<@Nullable Image>(row.images.length);
                            for (long id : row.images) {
                                places.add(found.get(id));
                            }
                            return new Product(
                                    row.row,
                                    row.line,
                                    row.cells,
                                    places,
                                    row.problems,
                                    row.carried);
                        })
                .toList();
    }
}
