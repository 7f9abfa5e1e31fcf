package org.imgmill.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.imgmill.catalogue.Catalogue;
import org.imgmill.catalogue.CatalogueHeader;
import org.imgmill.catalogue.CatalogueRow;
import org.imgmill.catalogue.CatalogueSink;
import org.imgmill.catalogue.Problem;
import org.imgmill.catalogue.Reading;
import org.jspecify.annotations.Nullable;

/// The rows of one file for Spark, which pulls, from our reader, which pushes: the reader has a
/// thread of its own and is a few rows ahead. The last row is a note on how the reading ended.
final class PulledRows implements Iterator<Row> {

    private static final int AHEAD = 512;

    private final String file;
    private final BlockingQueue<Object> ahead = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;
    private @Nullable Object next;
    private boolean over;

    /// No more rows come.
    private record End() {}

    PulledRows(String file, InputStream in, Mapped mapped) {
        this.file = file;
        this.reader =
                Thread.ofPlatform().daemon().name("catalogue").unstarted(() -> read(in, mapped));
        var task = TaskContext.get();
        if (task != null) {
            TaskCompletionListener stop = ended -> reader.interrupt();
            var unused = task.addTaskCompletionListener(stop);
        }
        reader.start();
    }

    private void read(InputStream in, Mapped mapped) {
        try (in) {
            ahead.put(note(Catalogue.read(in, mapped.options(), new Sink())));
            ahead.put(new End());
        } catch (InterruptedException e) {
            // the task ended before the file did
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            ahead.clear();
            ahead.add(e);
        }
    }

    private Row note(Reading reading) {
        return switch (reading) {
            case Reading.Read read ->
                    note(Map.of("file", file, "header", json(read), "problems", List.of()));
            case Reading.Refused refused ->
                    note(
                            Map.of(
                                    "file",
                                    file,
                                    "header",
                                    "",
                                    "problems",
                                    refused.problems().first().stream()
                                            .map(PulledRows::words)
                                            .toList()));
        };
    }

    private static String json(Reading.Read read) {
        CatalogueHeader header = read.header();
        return ScanFiles.json(HeaderFields.of(header));
    }

    private static String words(Problem problem) {
        return problem.line() == 0
                ? problem.message()
                : "line %d: %s".formatted(problem.line(), problem.message());
    }

    private Row note(Map<String, ?> note) {
        return RowFactory.create(
                file,
                0L,
                Long.MAX_VALUE,
                List.of().toArray(),
                List.of().toArray(),
                null,
                ScanFiles.json(note));
    }

    private final class Sink implements CatalogueSink<InterruptedException> {

        private List<CatalogueHeader> byColumn = List.of();

        @Override
        public void header(CatalogueHeader header) {
            byColumn = HeaderFields.byColumn(header);
        }

        @Override
        public void row(CatalogueRow row) throws InterruptedException {
            var counts = new ArrayList<Integer>(byColumn.size());
            for (CatalogueHeader column : byColumn) {
                counts.add(column.urlsOf(row.cells()).size());
            }
            ahead.put(
                    RowFactory.create(
                            file,
                            0L,
                            row.line(),
                            row.urls().toArray(),
                            counts.toArray(),
                            row.cells(),
                            null));
        }
    }

    @Override
    public boolean hasNext() {
        if (next == null && !over) {
            try {
                next = ahead.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the task was killed while it read " + file, e);
            }
            switch (next) {
                case End end -> {
                    over = true;
                    next = null;
                }
                case IOException e -> throw new UncheckedIOException(file, e);
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> {}
            }
        }
        return next != null;
    }

    @Override
    public Row next() {
        if (!hasNext() || !(next instanceof Row row)) {
            throw new NoSuchElementException();
        }
        next = null;
        return row;
    }
}
