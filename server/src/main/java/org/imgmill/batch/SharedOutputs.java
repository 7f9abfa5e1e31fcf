package org.imgmill.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Which outputs of a run have to stay when it goes, because other runs of its catalogue name them.
///
/// An output stays while a run that is kept names it. It also stays while the catalogue remembers
/// it for such a run that lists its address without an output (it failed there tonight, or had no
/// turn yet).
@Component
public class SharedOutputs {

    private final JdbcClient db;
    private final Json json;

    SharedOutputs(JdbcClient db, Json json) {
        this.db = db;
        this.json = json;
    }

    /// The tokens of outputs that only other runs name, not the run that made them.
    public List<String> tokens(UUID catalogue) {
        return db.sql("select token from shared_token where catalogue_id = ? order by token")
                .param(catalogue)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /// Forgets those outputs under a token that no kept run names, so that nobody reuses them from
    /// now on, and returns those that stay. All others can be removed: nobody will name them again.
    /// The token is noted as long as any of its outputs stay.
    ///
    /// @param token of a batch that is deleted, or whose outputs are past their time
    @Transactional
    public KeptKeys toKeep(UUID catalogue, String token) {
        var _ =
                db.sql("select id from catalogue where id = ? for update")
                        .param(catalogue)
                        .query(UUID.class)
                        .list();
        db.sql(
                        ImageStatus.in(
                                """
                        with kept as materialized (
                          select id, outputs_key, finished_at from batch where catalogue_id = ? and deleted_at is null and outputs_gone_at is null),
                        lacking as materialized (
                          select k.outputs_key, sha256(convert_to(i.url, 'UTF8')) url_hash from kept k
                          join failed_image f on f.batch_id = k.id
                          join image i on i.batch_id = f.batch_id and i.lane = f.lane and i.image_no = f.image_no
                          union
                          select k.outputs_key, sha256(convert_to(i.url, 'UTF8')) from kept k
                          join image i on i.batch_id = k.id and i.status = {pending} where k.finished_at is null)
                        delete from remembered m
                        where m.catalogue_id = ? and m.kept_as collate "C" >= ? and m.kept_as collate "C" < ?
                          and not exists (select from image i join kept k on k.id = i.batch_id where i.kept_as collate "C" = m.kept_as)
                          and not exists (select from lacking l where l.outputs_key = m.outputs_key and l.url_hash = m.url_hash)
                        """))
                .params(catalogue, catalogue, token + "/", token + "0")
                .update();
        var keys = new KeptKeys();
        db.sql(
                        """
                        select distinct n.kept_as, n.format, n.outputs, b.outputs made_outputs, b.recipe from (
                          select i.kept_as, i.format, i.outputs, i.batch_id from image i
                          join batch k on k.id = i.batch_id and k.catalogue_id = ? and k.deleted_at is null and k.outputs_gone_at is null
                          where i.kept_as collate "C" >= ? and i.kept_as collate "C" < ?
                          union all
                          select m.kept_as, m.format, m.outputs, (select id from batch l where l.catalogue_id = m.catalogue_id
                              and l.outputs_key = m.outputs_key limit 1)
                          from remembered m where m.catalogue_id = ? and m.kept_as collate "C" >= ? and m.kept_as collate "C" < ?) n
                        join batch b on b.id = n.batch_id
                        """)
                .params(catalogue, token + "/", token + "0", catalogue, token + "/", token + "0")
                .query(
                        row -> {
                            addKeys(row, keys);
                        });
        note(catalogue, token, !keys.isEmpty());
        return keys;
    }

    private void addKeys(ResultSet row, KeptKeys keys) throws SQLException {
        var outputs =
                json.outputs(json.recipe(row.getString("recipe")), row.getString("made_outputs"));
        Image.keys(
                        row.getString("kept_as"),
                        outputs,
                        EndingColumns.format(row.getInt("format")),
                        MadeJson.read(row.getString("outputs")))
                .forEach(keys::add);
    }

    /// A token that is no longer shared may still get a late object, as that of any gone batch.
    private void note(UUID catalogue, String token, boolean isShared) {
        if (isShared) {
            db.sql(
                            "insert into shared_token (token, catalogue_id) values (?, ?) on conflict do nothing")
                    .params(token, catalogue)
                    .update();
        } else if (db.sql("delete from shared_token where token = ?").param(token).update() == 1) {
            db.sql(
                            """
                            insert into gone (token) select :token where not exists (select from batch where token = :token)
                            on conflict do nothing
                            """)
                    .param("token", token)
                    .update();
        }
    }
}
