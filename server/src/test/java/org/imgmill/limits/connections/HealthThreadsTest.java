package org.imgmill.limits.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions about health, and what only looks like one.
@Timeout(60)
class HealthThreadsTest {

    private static final String HOST = "Host: localhost\r\n";
    private static final String ALIVE = "GET /actuator/health/liveness HTTP/1.1\r\n";

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void healthIsAnsweredWhileNoVirtualThreadMayRun() throws InterruptedException {
        var over = new AtomicBoolean();
        int many = Runtime.getRuntime().availableProcessors();
        var running = new CountDownLatch(many);
        try (var busy = Executors.newVirtualThreadPerTaskExecutor();
                var alive = RawHttp.to(server);
                var other = RawHttp.to(server)) {
            for (int i = 0; i < many; i++) {
                busy.execute(
                        () -> {
                            running.countDown();
                            while (!over.get()) {
                                Thread.onSpinWait();
                            }
                        });
            }
            try {
                running.await();
                other.send("GET /v1/batches HTTP/1.1\r\n" + HOST + "\r\n");
                alive.send(ALIVE + HOST + "\r\n");

                assertThat(alive.answer()).startsWith("HTTP/1.1 200").contains("UP");
            } finally {
                over.set(true);
            }
            assertThat(other.answerHead()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aQuestionAfterAnotherRequestOfTheConnectionIsAnsweredToo() {
        try (var raw = RawHttp.to(server)) {
            raw.send("GET /nosuch HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
            assertThat(raw.answer()).startsWith("HTTP/1.1 404");
        }
        try (var raw = RawHttp.to(server)) {
            raw.send("OPTIONS /v1/batches HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(raw.answerHead()).startsWith("HTTP/1.1 200");
            raw.send(ALIVE + HOST + "\r\n");
            assertThat(raw.answer()).startsWith("HTTP/1.1 200").contains("UP");
        }
    }

    @Test
    void aQuestionInPartsIsAnswered() {
        try (var raw = RawHttp.to(server)) {
            raw.send(ALIVE.substring(0, 9));
            raw.send(ALIVE.substring(9) + HOST);
            raw.send("Connection: close\r\n\r\n");

            assertThat(raw.answer()).startsWith("HTTP/1.1 200").contains("UP");
        }
    }

    @Test
    void theRequestBehindAQuestionIsAnswered() {
        try (var raw = RawHttp.to(server)) {
            raw.send(ALIVE + HOST + "\r\n");
            assertThat(raw.answer()).as("ends with the answer").contains("Connection: close");
        }
        try (var raw = RawHttp.to(server)) {
            raw.send(
                    ALIVE
                            + HOST
                            + "\r\nGET /v1/batches HTTP/1.1\r\n"
                            + HOST
                            + "Connection: close\r\n\r\n");
            assertThat(raw.answer()).contains("UP").contains("\"data\":[]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: localhost\r\nX-More: ",
                "Content-Length: 5\r\n\r\n",
                "CONTENT-LENGTH : 5\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Expect: 100-continue\r\n\r\n",
                "Host: localhost\r\n\r\nGET / HTTP/1.1\r\n\r\n",
            })
    void whatWouldHoldAThreadIsNoQuestion(String rest) {
        assertThat(HealthThreads.isWhole(ALIVE + rest)).isFalse();
    }

    @Test
    void aLongHeaderIsNoQuestion() {
        assertThat(HealthThreads.isWhole(ALIVE + HOST + "\r\n")).isTrue();
        assertThat(HealthThreads.isWhole(ALIVE + "X: " + "x".repeat(3000) + "\r\n\r\n")).isFalse();
    }
}
