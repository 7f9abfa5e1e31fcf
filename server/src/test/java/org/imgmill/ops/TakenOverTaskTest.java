package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakenOverTaskTest {

    @TempDir Path folder;

    @Test
    void aDeliveryThatSomebodyElseGotMeanwhileIsNoBug() throws Exception {
        var posted = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        try (var origin = Origin.start();
                var node = ServerProcess.start(folder, "--imgmill.outbound.allow=127.0.0.0/8")) {
            origin.play(
                    "/hook",
                    (_, reply) -> {
                        posted.countDown();
                        answer.await();
                        reply.respond(204, "", new byte[0]);
                    });
            var server = Server.at(node.address());
            var said = node.readOn();
            var id =
                    server.upload(
                            "S. No.,Product Name,Input Image Urls\n1,Mug,javascript:1\n",
                            "webhook_url",
                            origin.url("/hook"));
            posted.await();
            assertThat(takeOver(node)).isPositive();
            answer.countDown();
            Eventually.until(
                    "the delivery is made",
                    () ->
                            server.get("/v1/batches/" + id + "/deliveries")
                                    .body()
                                    .contains("delivered"));
            node.process().toHandle().destroy();

            assertThat(said.join()).doesNotContain("Indicates a bug", "ERROR", "\tat ", "died");
        }
    }

    /// As other nodes do with tasks of one that is silent.
    private static int takeOver(ServerProcess node) throws Exception {
        try (var connection = node.connect();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(
                    "update upkeep_tasks set version = version + 1 where picked and task_name not in ('retention', 'sweep')");
        } catch (SQLException e) {
            throw new IllegalStateException("the task could not be taken over", e);
        }
    }
}
