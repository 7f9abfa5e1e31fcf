package org.imgmill.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.imgmill.output.Output;
import org.imgmill.transcode.Recipe;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a lane has to do next.
///
/// A lane keeps a cursor, the number of the last image it read, so that no index has to know which
/// images are pending. Images that wait for another try are behind the cursor and are asked for on
/// their own.
@Component
public class Lanes {

    private final JdbcClient db;
    private final Json json;

    Lanes(JdbcClient db, Json json) {
        this.db = db;
        this.json = json;
    }

    /// A lane and its batch, as they stand at the start of a turn.
    ///
    /// @param owner the key its batch came with; null: none was asked for
    /// @param pictures the start of the keys of its images, if they came in with it; null: they are
    ///   fetched
    /// @param memory of its catalogue; null: its batch is of none
    /// @param resumeIn how long its host asked to be left alone; zero: not at all
    /// @param troubled whether its host has failed lately
    /// @param waiting whether images of it wait for another try
    /// @param followed whether lanes of its batch have had no turn yet
    public record Turn(
            UUID batch,
            int lane,
            @Nullable UUID owner,
            String host,
            BatchStatus status,
            String token,
            @Nullable String pictures,
            List<Output> outputs,
            Memory.@Nullable Of memory,
            Duration resumeIn,
            boolean troubled,
            boolean waiting,
            boolean followed) {

        /// Of the first output.
        public Recipe recipe() {
            return outputs.getFirst().recipe();
        }
    }

    /// An image whose turn it is.
    ///
    /// @param name of its output, without its ending; null: its row and position
    /// @param attempts how often it was tried before
    /// @param throttled how long hosts have been asking to wait; zero: not at all
    /// @param made outputs that are in the storage already, null for the others; empty: none
    /// @param known what its catalogue remembers of it; null: nothing that may be used
    public record Due(
            ImageId id,
            int row,
            int position,
            @Nullable String name,
            String url,
            int attempts,
            Duration throttled,
            List<Output.@Nullable Made> made,
            @Nullable Known known) {}

    /// Empty if the batch is gone.
    public Optional<Turn> turn(UUID batch, int lane) {
        return db.sql(
                        ImageStatus.in(
                                """
                        select l.host, b.owner, b.status, b.token, b.recipe, b.outputs, case when b.pictures then b.originals end pictures,
                          b.catalogue_id, encode(b.outputs_key, 'hex') outputs_key,
                          b.forced or exists (select from catalogue c where c.id = b.catalogue_id and c.deleted_at is not null) forced,
                          greatest(extract(epoch from h.resume_at - now()) * 1000, 0)::bigint resume_in,
                          coalesce(h.failures, 0) > 0 troubled,
                          b.next_lane < b.lanes followed,
                          exists (select from image i where i.batch_id = l.batch_id and i.lane = l.lane
                            and i.retry_at is not null and i.status = {pending}) waiting
                        from batch b join lane l on l.batch_id = b.id left join host h on h.authority = l.host
                        where b.id = ? and l.lane = ? and b.deleted_at is null
                        """))
                .params(batch, lane)
                .query(
                        (row, n) ->
                                new Turn(
                                        batch,
                                        lane,
                                        row.getObject("owner", UUID.class),
                                        row.getString("host"),
                                        BatchStatus.of(row.getString("status")),
                                        row.getString("token"),
                                        row.getString("pictures"),
                                        json.outputs(
                                                json.recipe(row.getString("recipe")),
                                                row.getString("outputs")),
                                        memory(row),
                                        Duration.ofMillis(row.getLong("resume_in")),
                                        row.getBoolean("troubled"),
                                        row.getBoolean("waiting"),
                                        row.getBoolean("followed")))
                .optional();
    }

    private static Memory.@Nullable Of memory(ResultSet row) throws SQLException {
        var catalogue = row.getObject("catalogue_id", UUID.class);
        return catalogue == null
                ? null
                : new Memory.Of(catalogue, row.getString("outputs_key"), row.getBoolean("forced"));
    }

    /// The next images that had no try yet, in order.
    public List<Due> fresh(Turn turn, int cursor, int limit) {
        return due(
                turn,
                """
                select image_no, row_no, position, name, url, attempts, 0::bigint throttled, outputs from image
                where batch_id = ? and lane = ? and image_no > ? and status = {pending} and retry_at is null
                order by image_no limit ?
                """,
                turn.batch(),
                turn.lane(),
                cursor,
                limit);
    }

    /// The images whose next try is due.
    public List<Due> again(Turn turn, int limit) {
        return due(
                turn,
                """
                select image_no, row_no, position, name, url, attempts,
                  coalesce(extract(epoch from now() - throttled_at) * 1000, 0)::bigint throttled, outputs
                from image
                where batch_id = ? and lane = ? and retry_at <= now() and status = {pending}
                order by retry_at limit ?
                """,
                turn.batch(),
                turn.lane(),
                limit);
    }

    private List<Due> due(Turn turn, String images, Object... params) {
        var memory = turn.memory();
        if (memory == null || memory.forced()) {
            return db.sql(ImageStatus.in(images))
                    .params(params)
                    .query((row, n) -> due(turn.lane(), row, null))
                    .list();
        }
        var all = new ArrayList<Object>(List.of(params));
        all.addAll(List.of(memory.catalogue(), memory.outputsKey()));
        return db.sql(
                        """
                        with i as materialized (%s)
                        select i.*, %s from i left join remembered m on m.catalogue_id = ? and m.outputs_key = decode(?, 'hex')
                          and m.url_hash = sha256(convert_to(i.url, 'UTF8')) and m.name is not distinct from i.name and i.outputs is null
                        order by i.image_no
                        """
                                .formatted(ImageStatus.in(images), Known.COLUMNS))
                .params(all)
                .query((row, n) -> due(turn.lane(), row, Known.read(row)))
                .list();
    }

    /// How long until the first waiting image is due; null: none waits.
    public @Nullable Duration nextTry(UUID batch, int lane) {
        return db.sql(
                        ImageStatus.in(
                                """
                        select (extract(epoch from min(retry_at) - now()) * 1000)::bigint from image
                        where batch_id = ? and lane = ? and retry_at is not null and status = {pending}
                        """))
                .params(batch, lane)
                .query(
                        (row, n) -> {
                            long millis = row.getLong(1);
                            return row.wasNull()
                                    ? Optional.<Duration>empty()
                                    : Optional.of(Duration.ofMillis(Math.max(0, millis)));
                        })
                .single()
                .orElse(null);
    }

    /// Whether an image may still be stored: its batch has not been deleted meanwhile.
    public boolean wanted(UUID batch) {
        return db.sql("select exists (select from batch where id = ? and deleted_at is null)")
                .param(batch)
                .query(Boolean.class)
                .single();
    }

    /// Hosts of a batch that asked to be left alone, and how many of its images wait for each.
    public record Waiting(String host, int images, Instant resumeAt) {}

    public List<Waiting> waitingHosts(UUID batch) {
        return db
                .sql(
                        ImageStatus.in(
                                """
                        select h.authority, h.resume_at, (
                          select count(*) from lane l join image i on i.batch_id = l.batch_id and i.lane = l.lane
                          where l.batch_id = ? and l.host = h.authority and i.status = {pending}) waiting
                        from host h
                        where h.resume_at > now() and h.authority in (select host from lane where batch_id = ?)
                        order by h.resume_at limit 20
                        """))
                .params(batch, batch)
                .query(
                        (row, n) ->
                                new Waiting(
                                        row.getString(1),
                                        row.getInt(3),
                                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .filter(w -> w.images() > 0)
                .toList();
    }

    private static Due due(int lane, ResultSet row, @Nullable Known known) throws SQLException {
        return new Due(
                new ImageId(lane, row.getInt("image_no")),
                row.getInt("row_no"),
                row.getInt("position"),
                row.getString("name"),
                row.getString("url"),
                row.getInt("attempts"),
                Duration.ofMillis(row.getLong("throttled")),
                MadeJson.read(row.getString("outputs")),
                known);
    }
}
