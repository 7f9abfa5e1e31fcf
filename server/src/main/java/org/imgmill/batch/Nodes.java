package org.imgmill.batch;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the nodes of a fleet say: that they are there, and how many lanes each runs, so that none
/// keeps more than its share.
@Component
public class Nodes {

    private final JdbcClient db;

    Nodes(JdbcClient db) {
        this.db = db;
    }

    /// Other nodes that run lanes.
    ///
    /// @param lanes that run on all of them together
    public record Peers(int count, int lanes) {

        public static final Peers NONE = new Peers(0, 0);
    }

    /// Says how many lanes this node runs, and hears it from those that said it lately.
    public Peers say(String name, int lanes) {
        return db.sql(
                        """
                        with mine as (
                          insert into node (name, lanes) values (?, ?)
                          on conflict (name) do update set lanes = excluded.lanes, said_at = now())
                        select count(*), coalesce(sum(lanes), 0) from node
                        where name <> ? and said_at > now() - interval '5 seconds'
                        """)
                .params(name, lanes, name)
                .query((row, n) -> new Peers(row.getInt(1), row.getInt(2)))
                .single();
    }

    /// By the clock of the database.
    public Instant now() {
        return db.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
    }

    /// Takes this node off the list, and nodes that vanished days ago.
    public void leave(String name) {
        db.sql("delete from node where name = ? or said_at < now() - interval '7 days'")
                .param(name)
                .update();
    }
}
