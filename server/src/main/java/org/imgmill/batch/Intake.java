package org.imgmill.batch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.dao.DataAccessResourceFailureException;

/// Copies one upload into the database, row by row, inside the caller's transaction.
///
/// Products go in by COPY as they are read. How often a URL is used is known only at the end, so
/// images wait in a file and are copied last; the only thing that grows in memory is the set of
/// distinct URLs.
public final class Intake implements AutoCloseable {

    private static final String PRODUCTS =
            "copy product (batch_id, row_no, line, cells, images, problems) from stdin";
    private static final String LANES = "copy lane (batch_id, lane, host, part) from stdin";
    private static final String IMAGES =
            "copy image (lane, image_no, row_no, position, url, uses, batch_id) from stdin";

    private final UUID batch;
    private final byte[] batchId;
    private final Connection connection;
    private final LanePlan lanes;
    private final DistinctUrls urls;
    private final CopyText products = new CopyText();
    private final CopyText images = new CopyText();
    private final Path spool;
    private final OutputStream spooled;
    private @Nullable CopyIn copy;
    private long[] places = new long[16];
    private int rows;
    private int total;

    /// @param spool an empty file, removed with the intake
    Intake(UUID batch, Connection connection, DistinctUrls urls, LanePlan lanes, Path spool)
            throws IOException {
        this.urls = urls;
        this.batch = batch;
        this.batchId = batch.toString().getBytes(StandardCharsets.US_ASCII);
        this.connection = connection;
        this.lanes = lanes;
        this.spool = spool;
        this.spooled = new BufferedOutputStream(Files.newOutputStream(spool), 1 << 16);
    }

    /// The id that the batch will have.
    public UUID batch() {
        return batch;
    }

    public int rows() {
        return rows;
    }

    public int total() {
        return total;
    }

    public int distinct() {
        return urls.size();
    }

    /// One product, in the order of the catalogue.
    ///
    /// @param line where its row starts in the file, from 1
    /// @param cells as they came
    /// @param links the URLs of its URL cell, in order
    public void product(long line, String[] cells, List<Link> links) {
        rows++;
        if (links.size() > places.length) {
            places = new long[links.size() * 2];
        }
        for (int position = 0; position < links.size(); position++) {
            places[position] = image(links.get(position), position);
        }
        batch(products).next().number(rows).next().number(line).next();
        products.array(cells).next().array(places, links.size()).next().nothing().end();
        sendIfMany();
    }

    /// A row that was left out, kept for the errors file.
    ///
    /// @param problems what is wrong with it, as JSON
    public void skipped(long line, String[] cells, String problems) {
        rows++;
        batch(products).next().number(rows).next().number(line).next();
        products.array(cells).next().array(places, 0).next().text(problems).end();
        sendIfMany();
    }

    private void sendIfMany() {
        if (products.length() > 1 << 16) {
            send(products);
        }
    }

    private long image(Link link, int position) {
        if (link.equals(Link.NONE)) {
            return Product.EMPTY_PLACE;
        }
        total++;
        int i = urls.use(link.url());
        if (i >= 0) {
            return urls.image(i);
        }
        var id = lanes.place(link.host());
        urls.assign(-1 - i, id);
        images.number(id.lane()).next().number(id.number()).next();
        images.number(rows).next().number(position).next().text(link.url()).next().end();
        if (images.length() > 1 << 16) {
            spool();
        }
        return id.pack();
    }

    /// Copies in what is still waiting. Nothing is visible before the caller's transaction commits.
    ///
    /// @return the number of lanes
    int finish() {
        send(products);
        endCopy();
        spool();
        begin(LANES);
        var out = products;
        for (int i = 0; i < lanes.lanes().size(); i++) {
            var lane = lanes.lanes().get(i);
            batch(out).next().number(i).next().text(lane.host()).next();
            out.number(lane.part()).end();
        }
        send(out);
        endCopy();
        begin(IMAGES);
        copyImages();
        endCopy();
        return lanes.lanes().size();
    }

    /// Appends to every spooled line, which ends in a tab, how often its URL is used, and the
    /// batch.
    private void copyImages() {
        var out = products;
        int image = 0;
        var chunk = new byte[1 << 16];
        try {
            spooled.close();
            try (InputStream in = Files.newInputStream(spool)) {
                for (int n; (n = in.read(chunk)) > 0; ) {
                    int start = 0;
                    for (int i = 0; i < n; i++) {
                        if (chunk[i] == '\n') {
                            out.raw(chunk, start, i - start).number(urls.uses(image++)).next();
                            batch(out).end();
                            start = i + 1;
                        }
                    }
                    out.raw(chunk, start, n - start);
                    send(out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the upload's spool could not be read", e);
        }
    }

    private CopyText batch(CopyText out) {
        return out.raw(batchId, 0, batchId.length);
    }

    private void spool() {
        try {
            spooled.write(images.bytes(), 0, images.length());
            images.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("the upload could not be spooled", e);
        }
    }

    private void send(CopyText rows) {
        if (rows.length() == 0) {
            return;
        }
        var to = copy != null ? copy : begin(PRODUCTS);
        try {
            to.writeToCopy(rows.bytes(), 0, rows.length());
            rows.clear();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the upload could not be copied in", e);
        }
    }

    private CopyIn begin(String statement) {
        try {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
            return copy;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the upload could not be copied in", e);
        }
    }

    private void endCopy() {
        if (copy == null) {
            return;
        }
        try {
            copy.endCopy();
            copy = null;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the upload could not be copied in", e);
        }
    }

    /// Ends an unfinished COPY, so that the connection can roll back, and removes the spool.
    @Override
    public void close() {
        try {
            if (copy != null && copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the upload could not be ended", e);
        } finally {
            urls.close();
            discardSpool();
        }
    }

    private void discardSpool() {
        try {
            spooled.close();
            Files.deleteIfExists(spool);
        } catch (IOException e) {
            throw new UncheckedIOException("the upload's spool could not be removed: " + spool, e);
        }
    }
}
