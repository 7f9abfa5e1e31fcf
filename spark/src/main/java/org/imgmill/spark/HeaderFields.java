package org.imgmill.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imgmill.catalogue.CatalogueHeader;

/// The header of a catalogue taken apart: for JSON, and into one for each of its image columns.
final class HeaderFields {

    private HeaderFields() {}

    /// By the names of its components, from which it is put together again.
    static Map<String, Object> of(CatalogueHeader header) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("columns", header.columns());
        fields.put("serial", header.serial());
        fields.put("name", header.name());
        fields.put("urls", header.urls());
        fields.put(
                "dialect",
                Map.of(
                        "delimiter",
                        header.dialect().delimiter(),
                        "byteOrderMark",
                        header.dialect().byteOrderMark()));
        fields.put("images", header.imageColumns());
        fields.put("above", header.above());
        fields.put("unnamed", header.unnamed());
        fields.put("separator", header.separator());
        return fields;
    }

    /// One for each column of image URLs, which sees no other.
    static List<CatalogueHeader> byColumn(CatalogueHeader header) {
        return header.imageColumns().stream()
                .map(
                        column ->
                                new CatalogueHeader(
                                        header.columns(),
                                        header.serial(),
                                        header.name(),
                                        column,
                                        header.dialect(),
                                        List.of(column),
                                        header.above(),
                                        header.unnamed(),
                                        header.separator(),
                                        header.origin()))
                .toList();
    }
}
