package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.imgmill.catalogue.ColumnName.Kind;
import org.imgmill.catalogue.ColumnName.Role;
import org.imgmill.catalogue.Understanding.Certainty;
import org.imgmill.catalogue.Understanding.Taken;

/// Finds the columns of image URLs: names first, then cells. A column of pictures beats one of
/// pages, and where two are as good a person is asked.
final class FindImages {

    /// What was found, whether that is sure, and why.
    record Found(List<Taken> images, boolean sure, String why) {}

    private final Columns columns;
    private final boolean hasHeader;

    FindImages(Columns columns, boolean hasHeader) {
        this.columns = columns;
        this.hasHeader = hasHeader;
    }

    Found find() {
        List<Columns.Named> named = columns.named(Role.IMAGES);
        List<Columns.Named> documented = ofKind(named, Kind.DOCUMENTED);
        if (!documented.isEmpty()) {
            return byName(documented, true);
        }
        List<Columns.Named> strong =
                named.stream().filter(column -> column.name().kind() != Kind.WEAK).toList();
        List<Columns.Named> withAddresses =
                strong.stream()
                        .filter(column -> columns.looks(column.column()).holdsAddresses())
                        .toList();
        if (!withAddresses.isEmpty()) {
            // Those that are empty so far may hold images further down.
            List<Columns.Named> all =
                    strong.stream()
                            .filter(
                                    column ->
                                            columns.looks(column.column()).isEmpty()
                                                    || withAddresses.contains(column))
                            .toList();
            return byName(all, isOneSeries(withAddresses));
        }
        Found found = byCells();
        if (!found.images().isEmpty() || strong.isEmpty()) {
            return found;
        }
        return withoutAddresses(strong);
    }

    private static List<Columns.Named> ofKind(List<Columns.Named> named, Kind kind) {
        return named.stream().filter(column -> column.name().kind() == kind).toList();
    }

    /// Columns of more pictures may have any names; main ones share one name with numbers.
    private boolean isOneSeries(List<Columns.Named> named) {
        return ofKind(named, Kind.MAIN).stream().map(this::series).distinct().count() <= 1;
    }

    /// `image` and `images` are one series.
    private String series(Columns.Named named) {
        String base = ColumnNames.base(columns.names().get(named.column()));
        return base.endsWith("s") ? base.substring(0, base.length() - 1) : base;
    }

    private Found byName(List<Columns.Named> named, boolean sure) {
        List<Taken> taken =
                named.stream()
                        .sorted(
                                Comparator.comparing((Columns.Named column) -> column.name().kind())
                                        .thenComparingInt(
                                                column ->
                                                        ColumnNames.number(
                                                                columns.names()
                                                                        .get(column.column()))))
                        .map(
                                column ->
                                        columns.taken(
                                                column.column(),
                                                sure ? Certainty.CERTAIN : Certainty.GUESS,
                                                column.because()))
                        .toList();
        return new Found(
                taken,
                sure,
                sure
                        ? "Found by name: " + listed(taken) + "."
                        : listed(taken) + " may each be the column of image URLs.");
    }

    /// The columns are named as those of images, but hold something else.
    private Found withoutAddresses(List<Columns.Named> strong) {
        List<Taken> taken = new ArrayList<>();
        boolean empty = true;
        for (Columns.Named named : strong) {
            ColumnLooks looks = columns.looks(named.column());
            empty &= looks.isEmpty();
            taken.add(columns.taken(named.column(), Certainty.GUESS, named.because()));
        }
        String example = columns.looks(taken.getFirst().column()).example();
        return new Found(
                taken,
                empty && isOneSeries(strong),
                empty
                        ? "Found by name: " + listed(taken) + "."
                        : listed(taken)
                                + (taken.size() == 1 ? " holds" : " hold")
                                + " no web addresses but "
                                + Words.quoted(example)
                                + ".");
    }

    /// Columns that hold pictures as well and are not taken: names spoke for others.
    List<String> passedOver(List<Taken> taken) {
        return IntStream.range(0, columns.names().size())
                .filter(column -> columns.looks(column).holdsPictures() && !isNever(column))
                .filter(column -> taken.stream().noneMatch(image -> image.column() == column))
                .mapToObj(columns.names()::get)
                .toList();
    }

    private Found byCells() {
        List<Integer> candidates =
                IntStream.range(0, columns.names().size())
                        .filter(column -> columns.looks(column).holdsAddresses())
                        .filter(column -> !isNever(column))
                        .boxed()
                        .toList();
        List<Integer> pictures =
                candidates.stream()
                        .filter(column -> columns.looks(column).holdsPictures())
                        .toList();
        if (!pictures.isEmpty()) {
            boolean sure = pictures.size() == 1 || !hasHeader || isOneName(pictures);
            return found(
                    pictures,
                    sure,
                    "its addresses are those of pictures",
                    sure
                            ? "Found by their cells, which hold addresses of pictures: %s."
                            : "%s hold addresses of pictures, and either may be meant.");
        }
        boolean list = !hasHeader && candidates.size() == 1;
        return found(
                candidates,
                list,
                "its cells are web addresses",
                list
                        ? "The file is a list of web addresses."
                        : candidates.isEmpty()
                                ? "No column holds web addresses."
                                : "%s could be of image URLs, but the addresses do not look like pictures.");
    }

    private boolean isNever(int column) {
        return columns.named(Role.NEVER).stream().anyMatch(never -> never.column() == column);
    }

    private boolean isOneName(List<Integer> found) {
        return found.stream()
                        .map(column -> ColumnNames.base(columns.names().get(column)))
                        .distinct()
                        .count()
                == 1;
    }

    private Found found(List<Integer> found, boolean sure, String because, String why) {
        List<Taken> taken =
                found.stream()
                        .map(
                                column ->
                                        columns.taken(
                                                column,
                                                sure ? Certainty.LIKELY : Certainty.GUESS,
                                                because))
                        .toList();
        return new Found(taken, sure, why.formatted(listed(taken)));
    }

    private static String listed(List<Taken> taken) {
        return taken.isEmpty()
                ? "No column"
                : Words.listed(taken.stream().map(Taken::header).toList());
    }
}
