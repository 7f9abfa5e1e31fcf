package org.imgmill.catalogue;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Rows of the user's cells with cells of ours behind them, as RFC 4180 writes them. Ours never
/// start like a formula; the user's are as they came unless asked to be safe.
final class WriteRows implements Closeable {

    private final CsvWriter csv;
    private final boolean csvSafe;

    WriteRows(OutputStream out, Dialect dialect, boolean csvSafe) throws IOException {
        this.csvSafe = csvSafe;
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (dialect.byteOrderMark()) {
            writer.write('\uFEFF');
        }
        csv =
                CsvWriter.builder()
                        .fieldSeparator(dialect.delimiter())
                        .lineDelimiter(LineDelimiter.CRLF)
                        .quoteStrategy(new QuoteStart())
                        .build(writer);
    }

    void write(List<String> cells, List<String> ours) throws IOException {
        write(cells, ours, List.of());
    }

    void write(List<String> cells, List<String> ours, List<String> cellsBehind) throws IOException {
        try {
            CsvWriter.CsvWriterRecord row = csv.writeRecord();
            for (String cell : cells) {
                row.writeField(csvSafe ? Formulas.neutral(cell) : cell);
            }
            for (String cell : ours) {
                row.writeField(Formulas.neutral(cell));
            }
            for (String cell : cellsBehind) {
                row.writeField(csvSafe ? Formulas.neutral(cell) : cell);
            }
            row.endRecord();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    /// Quotes the very first cell where the file would else be taken for another kind: a column
    /// called `[id]` looks like JSON.
    private static final class QuoteStart implements QuoteStrategy {

        @Override
        public boolean quoteValue(int line, int field, String value) {
            return line == 1
                    && field == 0
                    && !(FileKind.of(value.getBytes(StandardCharsets.UTF_8))
                            instanceof FileKind.Text);
        }
    }
}
