package org.imgmill.catalogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A sink that keeps all rows, and how the reading ended.
final class Collected implements CatalogueSink<RuntimeException> {

    final List<CatalogueRow> rows = new ArrayList<>();
    final List<BadRow> badRows = new ArrayList<>();
    Reading reading = new Reading.Refused(new Problems(List.of(), 0, List.of()), null);

    private @Nullable Understanding understanding;

    static Collected of(String csv) throws IOException {
        return of(csv, CatalogueOptions.standard());
    }

    static Collected of(String csv, CatalogueOptions options) throws IOException {
        return of(csv.getBytes(StandardCharsets.UTF_8), options);
    }

    static Collected of(byte[] bytes, CatalogueOptions options) throws IOException {
        var collected = new Collected();
        collected.reading = Catalogue.read(new ByteArrayInputStream(bytes), options, collected);
        return collected;
    }

    static Collected open(String csv) throws IOException {
        return of(csv, CatalogueOptions.open());
    }

    Reading.Read read() {
        return switch (reading) {
            case Reading.Read read -> read;
            case Reading.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    Problems problems() {
        return switch (reading) {
            case Reading.Read read -> read.problems();
            case Reading.Refused refused -> refused.problems();
        };
    }

    /// The only problem of a catalogue that was refused.
    Problem refusal() {
        return switch (reading) {
            case Reading.Read read -> throw new AssertionError("accepted: " + read);
            case Reading.Refused refused when refused.problems().total() == 1 ->
                    refused.problems().first().getFirst();
            case Reading.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    List<List<String>> cells() {
        return rows.stream().map(row -> List.of(row.cells())).toList();
    }

    List<List<String>> urls() {
        return rows.stream().map(CatalogueRow::urls).toList();
    }

    /// What was taken for what.
    Understanding understood() {
        return Objects.requireNonNull(understanding, "nothing was understood");
    }

    @Override
    public void understood(Understanding found) {
        understanding = found;
    }

    @Override
    public void row(CatalogueRow row) {
        rows.add(row);
    }

    @Override
    public void badRow(BadRow row) {
        badRows.add(row);
    }
}
