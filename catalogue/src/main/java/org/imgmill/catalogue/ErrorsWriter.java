package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/// Writes the rows of a catalogue that need another try, in the catalogue's own columns and with
/// only the failed URLs, so that the file can be uploaded as it is.
public final class ErrorsWriter implements Closeable {

    private static final String BETWEEN_MESSAGES = " | ";
    private static final int LONGEST_URL = 200;

    private final CatalogueHeader header;
    private final WriteRows rows;

    /// `csvSafe` puts an apostrophe before every cell that a spreadsheet might run as a formula.
    public ErrorsWriter(OutputStream out, CatalogueHeader header, boolean csvSafe)
            throws IOException {
        this.header = header;
        this.rows = new WriteRows(out, header.dialect(), csvSafe);
        rows.write(header.columns(), ErrorColumns.NAMES);
    }

    /// A product some of whose images failed; `line` is where it stood in the upload.
    public void failed(long line, String[] cells, List<FailedImage> failures) throws IOException {
        String[] retry = cells.clone();
        int from = 0;
        for (int column : header.imageColumns()) {
            int start = from;
            int end = from + header.urlsIn(cells, column).size();
            from = end;
            retry[column] = Formulas.neutral(failedIn(failures, start, end));
        }
        rows.write(
                Arrays.asList(retry),
                added(
                        line,
                        failures.stream().map(FailedImage::code).toList(),
                        failures.stream().map(ErrorsWriter::sentence).toList()));
    }

    /// The URLs that failed among some positions of a row.
    private String failedIn(List<FailedImage> failures, int start, int end) {
        boolean only = header.imageColumns().size() == 1;
        return UrlCell.join(
                failures.stream()
                        .filter(
                                failure ->
                                        only
                                                || (failure.position() >= start
                                                        && failure.position() < end))
                        .map(FailedImage::url)
                        .toList());
    }

    /// A row that was left out because it could not be taken. Cells beyond the header stand behind
    /// the added ones, which stay under their names.
    public void skipped(BadRow row) throws IOException {
        int width = header.columns().size();
        List<String> cells = Arrays.asList(row.cells());
        List<String> added =
                added(
                        row.line(),
                        row.problems().stream().map(problem -> problem.code().code()).toList(),
                        row.problems().stream().map(ErrorsWriter::sentence).toList());
        rows.write(cells.subList(0, width), added, cells.subList(width, cells.size()));
    }

    private static String sentence(FailedImage failure) {
        return Words.cut(failure.url(), LONGEST_URL) + ": " + failure.message();
    }

    private static String sentence(Problem problem) {
        return problem.column() == null
                ? problem.message()
                : problem.column().strip() + ": " + problem.message();
    }

    private static List<String> added(long line, List<String> codes, List<String> messages) {
        return List.of(
                Long.toString(line),
                String.join(",", codes),
                String.join(BETWEEN_MESSAGES, messages));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
