package org.imgmill.spark;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.imgmill.catalogue.CatalogueHeader;

/// A catalogue as rows that know their place, whatever it came as.
///
/// `file`, `block` and `at` order the rows as the catalogue had them; `urls` are the texts of all
/// its image columns, `counts` how many each column has; `row` is the row as it came, and `note`
/// tells of a file instead.
sealed interface Scan permits ScanFiles, ScanTable {

    /// Columns that every scan begins with.
    StructType PLACE =
            new StructType()
                    .add("file", DataTypes.StringType)
                    .add("block", DataTypes.LongType)
                    .add("at", DataTypes.LongType)
                    .add("urls", DataTypes.createArrayType(DataTypes.StringType))
                    .add("counts", DataTypes.createArrayType(DataTypes.IntegerType));

    Dataset<Row> rows() throws IOException;

    /// The columns of a file, once its rows were read.
    ///
    /// @param notes all that were said, in the order of the files
    CatalogueHeader header(List<Note> notes);

    /// What is said about a file.
    ///
    /// @param problems in words; empty: it was read, and `header` says with which columns
    record Note(String file, String header, List<String> problems) {}
}
