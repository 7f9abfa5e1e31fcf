package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.List;

/// What results say of each image, in a column that is added for each column of image URLs.
///
/// @param name appended to the name of the output column; empty: that column itself
/// @param separator between the texts of two images of a cell
/// @param numbers whether it holds numbers, in files that have numbers beside texts
public record AddedColumn(String name, String separator, boolean numbers) {

    /// A column of texts.
    public AddedColumn(String name, String separator) {
        this(name, separator, false);
    }

    /// The links of the outputs, and nothing else.
    public static final List<AddedColumn> OUTPUTS = List.of(new AddedColumn("", ","));

    /// The names of all added columns in order: each kind once per column of image URLs.
    public static List<String> names(CatalogueHeader header, List<AddedColumn> added) {
        var names = new ArrayList<String>();
        for (AddedColumn one : added) {
            for (String column : header.outputColumns()) {
                names.add(one.name.isEmpty() ? column : column + " " + one.name);
            }
        }
        return names;
    }

    /// The cells of a row, in the order of their names.
    ///
    /// @param said for each added column what it says of each of the row's URLs
    static List<String> cells(
            CatalogueHeader header,
            String[] cells,
            List<AddedColumn> added,
            List<List<String>> said) {
        var joined = new ArrayList<String>();
        for (int i = 0; i < added.size(); i++) {
            for (List<String> texts : header.byColumn(cells, said.get(i))) {
                joined.add(String.join(added.get(i).separator, texts));
            }
        }
        return joined;
    }
}
