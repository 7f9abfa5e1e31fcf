package org.imgmill.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.imgmill.output.TakenNames;
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
            "copy product (batch_id, row_no, line, cells, images, problems, carried_id, carried_name) from stdin (format binary)";
    private static final String LANES =
            "copy lane (batch_id, lane, host, part) from stdin (format binary)";
    private static final String IMAGES =
            "copy image (batch_id, lane, image_no, row_no, position, uses, url, name) from stdin (format binary)";

    private final UUID batch;
    private final Connection connection;
    private final LanePlan lanes;
    private final DistinctUrls urls;
    private final ImageSpool images;
    private final CopyRows rows = new CopyRows();
    private @Nullable CopyIn copy;
    private long[] places = new long[16];
    private @Nullable TakenNames names;
    private int products;
    private int total;

    Intake(
            UUID batch,
            Connection connection,
            DistinctUrls urls,
            LanePlan lanes,
            ImageSpool images) {
        this.batch = batch;
        this.connection = connection;
        this.urls = urls;
        this.lanes = lanes;
        this.images = images;
    }

    /// The id that the batch will have.
    public UUID batch() {
        return batch;
    }

    public int rows() {
        return products;
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
        product(line, cells, links, null, Product.Carried.NOTHING);
    }

    /// How the outputs of a product are called.
    public interface Naming {

        /// Without its ending.
        ///
        /// @param position in the URL cell, from 0
        String name(int position, String url);
    }

    /// @param naming null: they are called by their row and position
    /// @param carried what it has of the product of the row above
    public void product(
            long line,
            String[] cells,
            List<Link> links,
            @Nullable Naming naming,
            Product.Carried carried) {
        if (links.size() > places.length) {
            places = new long[links.size() * 2];
        }
        int row = products + 1;
        for (int position = 0; position < links.size(); position++) {
            places[position] = image(links.get(position), row, position, naming);
        }
        row(line, cells, links.size())
                .nothing()
                .textOrNothing(carried.id())
                .textOrNothing(carried.name());
        sendIfMany();
    }

    /// A row that was left out, kept for the errors file.
    ///
    /// @param problems what is wrong with it, as JSON
    public void skipped(long line, String[] cells, String problems) {
        row(line, cells, 0).jsonb(problems).nothing().nothing();
        sendIfMany();
    }

    /// All of a product's row but its problems.
    private CopyRows row(long line, String[] cells, int links) {
        if (copy == null) {
            begin(PRODUCTS);
        }
        rows.row(8).uuid(batch).int4(++products).int8(line);
        return rows.array(cells).array(places, links);
    }

    private long image(Link link, int row, int position, @Nullable Naming naming) {
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
        images.add(row, position, link.url(), name(naming, position, link.url()));
        return id.pack();
    }

    private String name(@Nullable Naming naming, int position, String url) {
        if (naming == null) {
            return "";
        }
        var taken = names == null ? new TakenNames() : names;
        names = taken;
        return taken.take(naming.name(position, url));
    }

    /// Copies in what is still waiting. Nothing is visible before the caller's transaction commits.
    ///
    /// @return the number of lanes
    int finish() {
        if (copy != null) {
            endCopy();
        }
        urls.forgetHashes();
        names = null;
        begin(LANES);
        for (int i = 0; i < lanes.lanes().size(); i++) {
            var lane = lanes.lanes().get(i);
            rows.row(4).uuid(batch).int4(i).text(lane.host()).int4(lane.part());
            sendIfMany();
        }
        endCopy();
        begin(IMAGES);
        images.byLane(urls, lanes, this::copyImage);
        endCopy();
        return lanes.lanes().size();
    }

    private void copyImage(ImageSpool.Spooled image) {
        var id = ImageId.unpack(urls.image(image.index()));
        rows.row(8).uuid(batch).int4(id.lane()).int4(id.number());
        rows.int4(image.row()).int4(image.position());
        rows.int4(urls.uses(image.index())).text(image.url());
        if (image.name().length == 0) {
            rows.nothing();
        } else {
            rows.text(image.name());
        }
        sendIfMany();
    }

    private void begin(String statement) {
        try {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
            rows.begin();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the upload could not be copied in", e);
        }
    }

    private void sendIfMany() {
        if (rows.length() > 1 << 16) {
            send();
        }
    }

    private void send() {
        try {
            Objects.requireNonNull(copy, "no copy was begun")
                    .writeToCopy(rows.bytes(), 0, rows.length());
            rows.clear();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the upload could not be copied in", e);
        }
    }

    private void endCopy() {
        rows.end();
        send();
        try {
            Objects.requireNonNull(copy, "no copy was begun").endCopy();
            copy = null;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the upload could not be copied in", e);
        }
    }

    /// Ends an unfinished COPY, so that the connection can roll back, and removes the spool.
    @Override
    public void close() {
        try (images;
                urls) {
            if (copy != null && copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the upload could not be ended", e);
        }
    }
}
