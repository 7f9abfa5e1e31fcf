package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imgmill.fetch.DownloadsTest.bytes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.imgmill.fetch.MemoryBudget.Reservation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MemoryBudgetTest {

    private static final int MB = 1 << 20;

    @TempDir Path folder;

    @Test
    void aBodyGivesItsMemoryBackWhenItIsClosed() throws Exception {
        var budget = new MemoryBudget(8 * MB);
        var spool = new Spool(folder, budget);
        for (int i = 0; i < 100; i++) {
            for (int size : new int[] {0, 1, 500_000, MB, 3 * MB}) {
                try (var request = budget.awaitRequest();
                        var body = read(spool, bytes(size), size, request)) {
                    assertThat(body.bytes()).hasSize(size);
                }
            }
        }

        assertThat(budget.awaitBody(4 * MB)).isNotNull();
    }

    @Test
    void aBodyForWhichThereIsNoMemoryWaitsOnDisk() throws Exception {
        var budget = new MemoryBudget(4 * MB);
        var spool = new Spool(folder, budget);
        byte[] bytes = bytes(900_000);
        try (var first = budget.awaitRequest();
                var second = budget.awaitRequest()) {
            assertThat(first.tryGrow(MB - 128 * 1024)).isTrue();

            try (var body = read(spool, bytes, bytes.length, second)) {
                assertThat(body.length()).isEqualTo(bytes.length);
                assertThat(body.bytes()).isEqualTo(bytes);
            }
        }
    }

    @Test
    void growingBodiesLeaveRoomForNewRequests() throws Exception {
        var budget = new MemoryBudget(4 * MB);
        var growing = budget.awaitRequest();

        assertThat(growing.tryGrow(2 * MB)).isFalse();
        assertThat(growing.tryGrow(MB)).isTrue();
        for (int i = 0; i < 16; i++) {
            assertThat(budget.awaitRequest()).isNotNull();
        }
    }

    @Test
    void aRequestWaitsUntilThereIsMemory() throws Exception {
        var budget = new MemoryBudget(MB);
        Reservation[] all = new Reservation[8];
        for (int i = 0; i < all.length; i++) {
            all[i] = budget.awaitRequest();
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Reservation> next = threads.submit(budget::awaitRequest);
            assertThat(next.isDone()).isFalse();

            all[0].close();
            assertThat(next.get()).isNotNull();
        }
    }

    @Test
    void aBodyLargerThanTheBudgetGetsAllOfIt() throws Exception {
        var budget = new MemoryBudget(MB);
        try (var request = budget.awaitRequest();
                var body = read(new Spool(folder, budget), bytes(5 * MB), -1, request)) {
            assertThat(body.bytes()).isEqualTo(bytes(5 * MB));
        }

        assertThat(budget.awaitBody(MB)).isNotNull();
    }

    @Test
    void noFileHasAName() throws Exception {
        var budget = new MemoryBudget(8 * MB);
        try (var request = budget.awaitRequest();
                var body = read(new Spool(folder, budget), bytes(3 * MB), -1, request)) {
            assertThat(body.length()).isEqualTo(3 * MB);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void aClosedBodyHasNoBytes() throws Exception {
        var budget = new MemoryBudget(8 * MB);
        try (var request = budget.awaitRequest()) {
            Body body = read(new Spool(folder, budget), bytes(10), 10, request);
            body.close();

            assertThatThrownBy(body::bytes).isInstanceOf(IllegalStateException.class);
        }
    }

    private static Body read(Spool spool, byte[] bytes, long announced, Reservation memory)
            throws IOException {
        return spool.read(new ByteArrayInputStream(bytes), announced, memory);
    }
}
