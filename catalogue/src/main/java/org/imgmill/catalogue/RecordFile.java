package org.imgmill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// A file of records that name their own fields, such as JSON: read once for the names of all
/// fields, which become the columns, and once more for the rows.
final class RecordFile implements Source {

    /// How one kind of such files is read.
    interface Kind {

        /// The word for it.
        String word();

        /// What counts as a record, for a person whose file has none.
        String record();

        /// Opens the records of a file from the first on; closing them closes the stream.
        Records open(InputStream in, CatalogueLimits limits) throws IOException;
    }

    private final Path file;
    private final Kind kind;
    private final CatalogueLimits limits;
    private final List<String> columns;

    private RecordFile(Path file, Kind kind, CatalogueLimits limits) throws IOException {
        this.file = file;
        this.kind = kind;
        this.limits = limits;
        var names = new FieldNames(limits);
        try (Records records = records()) {
            for (Records.Next next = records.next(); next != null; next = records.next()) {
                names.addAll(next.fields().keySet());
            }
        }
        this.columns = names.inOrder();
        if (columns.isEmpty()) {
            throw new Refusal(
                    Problem.ofFile(
                            ProblemCode.NO_ROWS,
                            "The file holds no product: " + kind.record() + "."));
        }
    }

    /// @param in is read to its end
    static Source open(InputStream in, Kind kind, CatalogueOptions options) throws IOException {
        Path file = Files.createTempFile(options.scratch(), "records", "." + kind.word());
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return new RecordFile(file, kind, options.limits());
        } catch (IOException | RuntimeException e) {
            Files.delete(file);
            throw e;
        }
    }

    private Records records() throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return kind.open(in, limits);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public List<String> sheets() {
        return List.of("");
    }

    @Override
    public Lines open(int sheet) throws IOException {
        return new RecordLines(records(), columns, kind.word(), limits);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
