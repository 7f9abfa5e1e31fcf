package org.imgmill.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.imgmill.output.Output;
import org.imgmill.transcode.ImageFormat;
import org.jspecify.annotations.Nullable;

/// What an earlier run of a catalogue made of an image, with what it learnt of it.
///
/// @param input SHA-256 of the bytes that came, in hex
/// @param keptAs the start of the keys of its outputs
/// @param outputs all of them, where the batch has several
/// @param traits what tells it from other images; null: nobody looked
public record Known(
        String input,
        Seen.Version version,
        String keptAs,
        ImageFormat format,
        int width,
        int height,
        int bytesIn,
        int bytesOut,
        @Nullable Double look,
        @Nullable String detail,
        List<Output.@Nullable Made> outputs,
        @Nullable Traits traits) {

    /// The columns that `read` reads.
    static final String COLUMNS =
            """
            encode(m.input, 'hex') known_input, m.kept_as known_as, m.said_at known_at, m.etag known_etag,
            m.last_modified known_modified, m.fresh known_fresh, m.format known_format, m.width known_width,
            m.height known_height, m.bytes_in known_in, m.bytes_out known_out, m.look known_look,
            m.detail known_detail, m.outputs known_outputs, m.glance known_glance\
            """;

    /// Null where nothing is known.
    static @Nullable Known read(ResultSet row) throws SQLException {
        var input = row.getString("known_input");
        return input == null
                ? null
                : new Known(
                        input,
                        new Seen.Version(
                                row.getString("known_at"),
                                row.getString("known_etag"),
                                row.getString("known_modified"),
                                row.getInt("known_fresh")),
                        row.getString("known_as"),
                        EndingColumns.format(row.getInt("known_format")),
                        row.getInt("known_width"),
                        row.getInt("known_height"),
                        row.getInt("known_in"),
                        row.getInt("known_out"),
                        row.getObject("known_look") == null ? null : row.getDouble("known_look"),
                        row.getString("known_detail"),
                        MadeJson.read(row.getString("known_outputs")),
                        Traits.read(row.getBytes("known_glance")));
    }

    /// The keys of all its outputs.
    public List<String> keys(List<Output> made) {
        return Image.keys(keptAs, made, format, outputs);
    }
}
