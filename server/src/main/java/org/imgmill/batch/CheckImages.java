package org.imgmill.batch;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Looks at all images of a batch for what a shop wants to know of them.
///
/// The upkeep does it once a batch has ended: only then all pictures are there to compare.
@Component
public class CheckImages {

    private static final int PAGE = 5_000;

    private final JdbcClient db;
    private final Json json;

    CheckImages(JdbcClient db, Json json) {
        this.db = db;
        this.json = json;
    }

    /// The batch that ended first of those that are to be checked.
    public Optional<UUID> next() {
        return db.sql(
                        """
                        select id from batch where to_check and finished_at is not null and deleted_at is null
                        order by finished_at limit 1
                        """)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    /// Finds doubles, then counts what all checks find. No lock is held meanwhile: if the batch
    /// goes on or ends anew, its counts are dropped, and it is checked again after its end.
    public void check(UUID batch) {
        var finished =
                db.sql("select finished_at from batch where id = ? and finished_at is not null")
                        .param(batch)
                        .query((row, n) -> row.getObject(1, OffsetDateTime.class))
                        .optional();
        if (finished.isEmpty()) {
            return;
        }
        int compared = findDoubles(batch);
        var count = new Checks.Count();
        pages(batch, (image, uses) -> count.add(image));
        db.sql(
                        "update batch set checks = ?::jsonb, to_check = false where id = ? and finished_at = ?")
                .params(json.write(count.of(compared)), batch, finished.get())
                .update();
    }

    private int findDoubles(UUID batch) {
        var alikes = new FindAlike();
        pages(batch, alikes::add);
        db.sql(
                        """
                        update image set double_of = null, double_near = null, on_products = null
                        where batch_id = ? and (double_of is not null or on_products is not null)
                        """)
                .param(batch)
                .update();
        var page = new ArrayList<Found>();
        alikes.each(
                (image, alike) -> {
                    page.add(new Found(image, alike));
                    if (page.size() == PAGE) {
                        write(batch, page);
                        page.clear();
                    }
                });
        write(batch, page);
        return alikes.count();
    }

    private record Found(ImageId image, Alike alike) {}

    private void write(UUID batch, List<Found> found) {
        db.sql(
                        """
                        with f as materialized (
                          select ?::uuid batch_id, * from unnest(?::int[], ?::int[], ?::bigint[], ?::boolean[], ?::int[])
                            f(lane, image_no, of, near, products))
                        update image i set double_of = f.of, double_near = f.near, on_products = nullif(f.products, 0)
                        from f where i.batch_id = f.batch_id and i.lane = f.lane and i.image_no = f.image_no
                        """)
                .params(
                        batch,
                        found.stream().map(one -> one.image().lane()).toArray(Integer[]::new),
                        found.stream().map(one -> one.image().number()).toArray(Integer[]::new),
                        found.stream()
                                .map(
                                        one -> {
                                            var of = one.alike().of();
                                            return of == null ? null : (Long) of.pack();
                                        })
                                .toArray(Long[]::new),
                        found.stream().map(one -> one.alike().near()).toArray(Boolean[]::new),
                        found.stream().map(one -> one.alike().products()).toArray(Integer[]::new))
                .update();
    }

    private interface Reader {
        /// @param uses how often it stands in the catalogue
        void read(Image image, int uses);
    }

    private void pages(UUID batch, Reader reader) {
        var last = new ImageId(-1, -1);
        for (int read = PAGE; read == PAGE; ) {
            var ids =
                    db.sql(
                                    Images.SELECT
                                            + """
                                            where i.batch_id = ? and (i.lane, i.image_no) > (?, ?) order by i.lane, i.image_no limit ?
                                            """)
                            .params(batch, last.lane(), last.number(), PAGE)
                            .query(
                                    (row, n) -> {
                                        var image = Images.image(row);
                                        reader.read(image, row.getInt("uses"));
                                        return image.id();
                                    })
                            .list();
            read = ids.size();
            last = ids.isEmpty() ? last : ids.getLast();
        }
    }
}
