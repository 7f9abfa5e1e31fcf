package org.imgmill.batch;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What hosts told us, shared by all nodes: when to come back, and how often in a row they failed.
@Component
public class Hosts {

    private final JdbcClient db;

    Hosts(JdbcClient db) {
        this.db = db;
    }

    /// The host asked to be left alone for a while.
    public void rest(String host, Duration time) {
        db.sql(
                        """
                        insert into host (authority, resume_at) values (?, now() + ? * interval '1 millisecond')
                        on conflict (authority) do update
                        set resume_at = greatest(host.resume_at, excluded.resume_at), updated_at = now()
                        """)
                .params(host, time.toMillis())
                .update();
    }

    /// The host could not be reached, or answered with a server's error, so many times more.
    ///
    /// @return how often in a row, over all nodes
    public int failed(String host, int times) {
        return db.sql(
                        """
                        insert into host (authority, failures) values (?, ?)
                        on conflict (authority) do update set failures = host.failures + excluded.failures, updated_at = now()
                        returning failures
                        """)
                .params(host, times)
                .query(Integer.class)
                .single();
    }

    /// The host answered: whatever was held against it is forgotten.
    public void answered(String host) {
        db.sql(
                        "update host set failures = 0, resume_at = null, updated_at = now() where authority = ? and failures > 0")
                .param(host)
                .update();
    }
}
