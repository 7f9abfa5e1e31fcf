package org.imgmill.batch;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Tokens of what comes in and is kept beside the outputs of its batch.
///
/// Objects stored before their batch is committed would be orphans if the server died in between.
/// So until a batch takes it, a token is one of those whose batch is gone, and whose objects go a
/// day later.
@Component
public class Originals {

    private final JdbcClient db;

    Originals(JdbcClient db) {
        this.db = db;
    }

    /// The key of a picture that came in.
    ///
    /// @param row from 1
    public static String picture(String token, int row) {
        return token + "/" + row + "-0.orig";
    }

    /// The key of the workbook that a catalogue came as.
    public static String workbook(String token) {
        return token + "/0-0.xlsx";
    }

    /// A token under which objects may be stored from now on, for a day.
    ///
    /// Call this outside of any transaction that may be rolled back.
    @Transactional
    public String announce() {
        var token = Tokens.token();
        db.sql("insert into gone (token) values (?)").param(token).update();
        return token;
    }

    /// Joins the caller's transaction, which takes in the batch that the token belongs to.
    @Transactional
    public void belongsToABatch(String token) {
        db.sql("delete from gone where token = ?").param(token).update();
    }
}
