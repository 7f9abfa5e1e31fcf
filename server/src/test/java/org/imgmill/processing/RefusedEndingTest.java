package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.origin.Origin;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A database that refuses what it is to write, and the next time cannot write at all.
@Timeout(60)
class RefusedEndingTest {

    @Test
    void anEndingThatIsWrittenAloneWaitsForTheDatabaseToo() {
        try (var origin = Origin.start();
                var server = Server.start()) {
            server.db()
                    .sql(
                            """
                            create sequence try;
                            create function refuse() returns trigger language plpgsql as $$
                            begin
                              case nextval('try')
                                when 1 then raise check_violation;
                                when 2 then raise serialization_failure;
                                else return new;
                              end case;
                            end $$;
                            create trigger refuse before update on image
                              for each row execute function refuse();
                            """)
                    .update();

            var batch = server.run(new Gate(origin, 1, 0).catalogue());

            assertThat(batch.get("status").asString()).isEqualTo("completed");
            assertThat(origin.requests()).as("no image is fetched twice").hasSize(1);
        }
    }
}
