package org.imgmill.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What the runs of a catalogue learnt of its images, and the outputs that they made of them.
///
/// A transaction that reuses an output locks its catalogue's row until it commits, and reuses only
/// what is still remembered. One that removes outputs first waits for all these, and forgets under
/// its lock what no kept run names (`SharedOutputs`): so no run ever names an output that is on its
/// way out.
///
/// Locks are taken in one order: batches, catalogues, what is remembered (by its key).
///
/// Long: all statements that write what is remembered, under one lock.
@Component
public class Memory {

    private final JdbcClient db;

    Memory(JdbcClient db) {
        this.db = db;
    }

    /// A run's catalogue, and what it makes.
    ///
    /// @param outputsKey a digest, in hex
    /// @param forced whether nothing that is known is to be used
    public record Of(UUID catalogue, String outputsKey, boolean forced) {}

    /// What is known of such bytes, whatever address they came from.
    ///
    /// @param input SHA-256, in hex
    public Optional<Known> ofInput(Of run, String input) {
        return db.sql(
                        """
                        select %s from remembered m
                        where m.catalogue_id = ? and m.input = decode(?, 'hex') and m.outputs_key = decode(?, 'hex') and m.name is null
                        order by m.kept_as limit 1
                        """
                                .formatted(Known.COLUMNS))
                .params(run.catalogue(), input, run.outputsKey())
                .query((row, n) -> Objects.requireNonNull(Known.read(row)))
                .optional();
    }

    /// Locks the catalogues of these endings until the caller's transaction is over.
    ///
    /// @return the same; where the output to reuse is no longer remembered, another try of the
    ///   image in place of its ending
    @Transactional(propagation = Propagation.MANDATORY)
    List<Outcome> hold(List<Outcome> endings) {
        Set<UUID> catalogues = null;
        for (var ending : endings) {
            if (ending instanceof Outcome.Stored stored && stored.seen() != null) {
                catalogues = catalogues == null ? new HashSet<>() : catalogues;
                catalogues.add(stored.seen().catalogue());
            }
        }
        if (catalogues == null) {
            return endings;
        }
        hold(catalogues);
        var forgotten = forgotten(endings);
        var held = new ArrayList<Outcome>(endings.size());
        for (int i = 0; i < endings.size(); i++) {
            var ending = endings.get(i);
            held.add(
                    forgotten.contains(i)
                            ? new Outcome.Again(
                                    ending.batch(),
                                    ending.image(),
                                    Duration.ZERO,
                                    Outcome.Reason.OURS)
                            : ending);
        }
        return held;
    }

    private void hold(Set<UUID> catalogues) {
        var _ =
                db.sql(
                                "select id from catalogue where id = any(?::uuid[]) order by id for key share")
                        .param(catalogues.toArray(UUID[]::new))
                        .query(UUID.class)
                        .list();
    }

    private Set<Integer> forgotten(List<Outcome> endings) {
        var place = new ArrayList<Integer>();
        var seen = new ArrayList<Seen>();
        var keptAs = new ArrayList<String>();
        for (int i = 0; i < endings.size(); i++) {
            if (endings.get(i) instanceof Outcome.Stored stored
                    && stored.keptAs() != null
                    && stored.seen() != null) {
                place.add(i);
                seen.add(stored.seen());
                keptAs.add(stored.keptAs());
            }
        }
        return place.isEmpty()
                ? Set.of()
                : db.sql(
                                """
                                select e.n from unnest(?::int[], ?::uuid[], ?::text[]) e(n, catalogue, kept_as)
                                where not exists (select from remembered m join catalogue c on c.id = m.catalogue_id and c.deleted_at is null
                                  where m.catalogue_id = e.catalogue and m.kept_as collate "C" = e.kept_as)
                                """)
                        .params(
                                place.toArray(Integer[]::new),
                                seen.stream().map(Seen::catalogue).toArray(UUID[]::new),
                                keptAs.toArray(String[]::new))
                        .query((row, n) -> row.getInt(1))
                        .set();
    }

    /// Remembers what these endings say, if this transaction wrote them: a late one may be about
    /// other bytes than those that were kept.
    @Transactional(propagation = Propagation.MANDATORY)
    void remember(List<Outcome> endings) {
        var stored = new ArrayList<Outcome.Stored>();
        var seen = new ArrayList<Seen>();
        for (var ending : endings) {
            if (ending instanceof Outcome.Stored one && one.seen() != null) {
                stored.add(one);
                seen.add(one.seen());
            }
        }
        if (stored.isEmpty()) {
            return;
        }
        int n = stored.size();
        @Nullable String[] at = new @Nullable String[n];
        @Nullable String[] etag = new @Nullable String[n];
        @Nullable String[] lastModified = new @Nullable String[n];
        for (int i = 0; i < n; i++) {
            var version = seen.get(i).version();
            at[i] = version.at();
            etag[i] = version.etag();
            lastModified[i] = version.lastModified();
        }
        db.sql(
                        ImageStatus.in(
                                """
                        with e as materialized (
                          select * from unnest(?::uuid[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[])
                            e(batch_id, lane, image_no, input, said_at, etag, last_modified, fresh))
                        insert into remembered (catalogue_id, url_hash, outputs_key, input, kept_as, name, asked_at, fresh,
                          said_at, etag, last_modified, format, width, height, bytes_in, bytes_out, look, detail, outputs, glance)
                        select distinct on (b.catalogue_id, sha256(convert_to(i.url, 'UTF8')), b.outputs_key)
                          b.catalogue_id, sha256(convert_to(i.url, 'UTF8')), b.outputs_key, decode(e.input, 'hex'),
                          coalesce(i.kept_as, b.token || '/' || coalesce(i.name, i.row_no || '-' || i.position)), i.name, now(), e.fresh,
                          e.said_at, e.etag, e.last_modified, i.format, i.width, i.height, i.bytes_in, i.bytes_out, i.look, i.detail, i.outputs, i.glance
                        from e
                        join batch b on b.id = e.batch_id and b.deleted_at is null and b.outputs_gone_at is null
                        join catalogue c on c.id = b.catalogue_id and c.deleted_at is null
                        join image i on i.batch_id = e.batch_id and i.lane = e.lane and i.image_no = e.image_no and i.status = {stored} and i.ended_at = now()
                        order by b.catalogue_id, sha256(convert_to(i.url, 'UTF8')), b.outputs_key, b.created_at desc
                        on conflict (catalogue_id, url_hash, outputs_key) do update set
                          input = excluded.input, kept_as = excluded.kept_as, name = excluded.name, asked_at = excluded.asked_at,
                          fresh = excluded.fresh, said_at = excluded.said_at, etag = excluded.etag, last_modified = excluded.last_modified,
                          format = excluded.format, width = excluded.width, height = excluded.height, bytes_in = excluded.bytes_in,
                          bytes_out = excluded.bytes_out, look = excluded.look, detail = excluded.detail, outputs = excluded.outputs, glance = excluded.glance
                        """))
                .params(
                        stored.stream().map(Outcome::batch).toArray(UUID[]::new),
                        stored.stream().map(one -> one.image().lane()).toArray(Integer[]::new),
                        stored.stream().map(one -> one.image().number()).toArray(Integer[]::new),
                        seen.stream().map(Seen::input).toArray(String[]::new),
                        at,
                        etag,
                        lastModified,
                        seen.stream()
                                .map(one -> one.version().freshSeconds())
                                .toArray(Integer[]::new))
                .update();
    }

    /// Ends all images of a new run that need not be asked for yet, in one statement.
    @Transactional(propagation = Propagation.MANDATORY)
    void recall(UUID batch) {
        db.sql(
                        ImageStatus.in(
                                """
                        with c as materialized (
                          select b.id batch_id, b.outputs_key, c.id, c.fresh_for, c.origin_fresh_for
                          from batch b join catalogue c on c.id = b.catalogue_id
                          where b.id = ? and not b.forced and c.deleted_at is null and (c.fresh_for > 0 or c.origin_fresh_for > 0)),
                        u as (
                          update image i set status = {stored}, format = m.format, width = m.width, height = m.height,
                            bytes_in = m.bytes_in, bytes_out = m.bytes_out, look = m.look, detail = m.detail, ms = 0,
                            outputs = m.outputs, glance = m.glance, kept_as = m.kept_as, ended_at = now()
                          from c join remembered m on m.catalogue_id = c.id and m.outputs_key = c.outputs_key
                          where i.batch_id = c.batch_id and m.url_hash = sha256(convert_to(i.url, 'UTF8')) and m.name is not distinct from i.name
                            and m.asked_at + greatest(c.fresh_for, least(c.origin_fresh_for, m.fresh)) * interval '1 second' > now()
                          returning i.uses, i.bytes_in, i.bytes_out),
                        d as (
                          select count(*)::int n, coalesce(sum(uses), 0)::int uses, coalesce(sum(bytes_in::bigint), 0)::bigint bytes_in,
                            coalesce(sum(bytes_out::bigint), 0)::bigint bytes_out from u)
                        update batch b set pending = b.pending - d.n, processed = d.uses, stored = d.uses, bytes_in = d.bytes_in, bytes_out = d.bytes_out,
                          started_at = now(),
                          status = case when b.pending = d.n then 'completed' else b.status end,
                          finished_at = case when b.pending = d.n then now() end
                        from d where b.id = ? and d.n > 0
                        """))
                .params(batch, batch)
                .update();
    }

    /// Forgets what deleted catalogues remember, and their rows once no batch is theirs.
    ///
    /// @return how much was forgotten; fewer than `most` when nothing is left
    @Transactional
    public int forgetDeleted(int most) {
        int forgotten =
                db.sql(
                                """
                                delete from remembered where ctid = any(array(
                                  select m.ctid from remembered m join catalogue c on c.id = m.catalogue_id
                                  where c.deleted_at is not null limit ?))
                                """)
                        .param(most)
                        .update();
        if (forgotten < most) {
            db.sql(
                            """
                            delete from catalogue c where deleted_at is not null
                              and not exists (select from batch b where b.catalogue_id = c.id)
                              and not exists (select from shared_token s where s.catalogue_id = c.id)
                              and not exists (select from remembered m where m.catalogue_id = c.id)
                            """)
                    .update();
        }
        return forgotten;
    }

    /// As for a large batch: autovacuum may not have seen what the run before wrote.
    void refreshStatistics() {
        db.sql("analyze (skip_locked) remembered").update();
    }

    /// Waits for a removal of the catalogue's outputs, and makes later ones wait.
    ///
    /// @return false if it was deleted
    @Transactional(propagation = Propagation.MANDATORY)
    boolean hold(UUID catalogue) {
        return db.sql("select id from catalogue where id = ? and deleted_at is null for key share")
                .param(catalogue)
                .query(UUID.class)
                .optional()
                .isPresent();
    }
}
