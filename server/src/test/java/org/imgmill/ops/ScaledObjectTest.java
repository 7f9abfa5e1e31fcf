package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

class ScaledObjectTest {

    @Test
    void itsQueryCountsLanesThatAreDueAndHaveNoTurn() throws IOException {
        var file = Files.readString(Path.of("../packaging/keda-scaledobject.yaml"));
        var query =
                JsonMapper.shared()
                        .valueToTree(new Yaml().load(file))
                        .at("/spec/triggers/0/metadata/query")
                        .asString();
        var server = Server.shared();
        // Nobody else sees these lanes, and nobody gives them a turn.
        new TransactionTemplate(server.bean(PlatformTransactionManager.class))
                .executeWithoutResult(
                        transaction -> {
                            transaction.setRollbackOnly();
                            long before = count(server, query);

                            add(server, "now() - interval '1 second'", false);
                            add(server, "now() - interval '1 second'", true);
                            add(server, "now() + interval '1 hour'", false);

                            assertThat(count(server, query)).isEqualTo(before + 1);
                        });
    }

    private static long count(Server server, String query) {
        return server.db().sql(query).query(Long.class).single();
    }

    private static void add(Server server, String due, boolean picked) {
        server.db()
                .sql(
                        """
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        values ('lane', ?, %s, ?, 1)
                        """
                                .formatted(due))
                .params(UUID.randomUUID() + "/0", picked)
                .update();
    }
}
