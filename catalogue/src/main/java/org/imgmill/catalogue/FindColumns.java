package org.imgmill.catalogue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the three required columns in a header by their documented names and near relatives.
final class FindColumns {

    /// A required column: how to call it and, strongest first, the names it goes by.
    private record Wanted(String documented, List<Set<String>> names) {}

    private static final Wanted SERIAL =
            wanted(
                    "S. No.",
                    "sno serialno serialnumber",
                    "srno slno sernr serial serialnum serialnr",
                    "no nr num number #",
                    "sn id");
    private static final Wanted NAME =
            wanted(
                    "Product Name",
                    "productname",
                    "product products productnames nameofproduct",
                    "name",
                    "title producttitle",
                    "item itemname",
                    "sku");
    private static final Wanted URLS =
            wanted(
                    "Input Image Urls",
                    "inputimageurls inputimageurl",
                    "imageurls imageurl imagesurls imagesurl productimageurls productimageurl",
                    "inputurls inputurl inputimages inputimage",
                    "images image productimages productimage imgurls imgurl",
                    "urls url",
                    "imagelinks imagelink links link",
                    "pictures picture pictureurls pictureurl photos photo photourls photourl");

    private static Wanted wanted(String documented, String... names) {
        return new Wanted(
                documented, Arrays.stream(names).map(each -> Set.of(each.split(" "))).toList());
    }

    private final List<String> columns;
    private final List<String> plain;

    FindColumns(List<String> columns) {
        this.columns = columns;
        this.plain = columns.stream().map(FindColumns::plain).toList();
    }

    /// How many of the required columns are there, doubled or not.
    int found() {
        int found = 0;
        for (Wanted wanted : List.of(SERIAL, NAME, URLS)) {
            found += places(wanted).isEmpty() ? 0 : 1;
        }
        return found;
    }

    CatalogueHeader find(long line, Dialect dialect) throws Refusal {
        var missing = new ArrayList<String>();
        for (Wanted wanted : List.of(SERIAL, NAME, URLS)) {
            List<Integer> places = places(wanted);
            if (places.isEmpty()) {
                missing.add(Words.quoted(wanted.documented()));
            } else if (places.size() > 1) {
                throw doubled(line, wanted, places);
            }
        }
        if (!missing.isEmpty()) {
            throw missing(line, missing);
        }
        return new CatalogueHeader(
                columns,
                places(SERIAL).getFirst(),
                places(NAME).getFirst(),
                places(URLS).getFirst(),
                dialect);
    }

    /// Where the column may be, by the strongest of its names that stands in the header at all.
    private List<Integer> places(Wanted wanted) {
        for (Set<String> names : wanted.names()) {
            var places = new ArrayList<Integer>(1);
            for (int i = 0; i < plain.size(); i++) {
                if (names.contains(plain.get(i))) {
                    places.add(i);
                }
            }
            if (!places.isEmpty()) {
                return places;
            }
        }
        return List.of();
    }

    private Refusal missing(long line, List<String> missing) {
        String columnsMissing =
                missing.size() == 1
                        ? "The column " + missing.getFirst() + " is"
                        : "The columns " + String.join(" and ", missing) + " are";
        return new Refusal(
                Problem.ofLine(
                        line,
                        ProblemCode.MISSING_COLUMN,
                        columnsMissing
                                + " missing. The first line must name the columns; found: "
                                + Words.listed(columns)
                                + "."));
    }

    private Refusal doubled(long line, Wanted wanted, List<Integer> places) {
        List<String> found = places.stream().map(columns::get).toList();
        return new Refusal(
                new Problem(
                        line,
                        found.getFirst(),
                        ProblemCode.DOUBLED_COLUMN,
                        Words.count(found.size())
                                + " columns could be "
                                + Words.quoted(wanted.documented())
                                + ": "
                                + Words.listed(found)
                                + ". Keep one of them or rename the others."));
    }

    private static String plain(String column) {
        if (Blank.strip(column).equals("#")) {
            return "#";
        }
        String folded = Normalizer.normalize(column, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var letters = new StringBuilder();
        folded.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
