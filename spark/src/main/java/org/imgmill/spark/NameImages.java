package org.imgmill.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.imgmill.catalogue.CatalogueHeader;
import org.imgmill.output.NameTemplate;
import org.imgmill.output.SafeName;
import org.imgmill.transcode.ImageFormat;

/// Names images by a template, from the first place in the catalogue where each stands.
///
/// Of several with one name the first keeps it, and the others have digits of their keys behind it:
/// a count in the order of the catalogue would need all of its names in one place.
///
/// @param columns of the catalogue
/// @param id the column of ids; -1: there is none
/// @param name the column of names; -1: there is none
record NameImages(Settings settings, List<String> columns, int id, int name)
        implements Serializable {

    private static final StructType PLACED =
            PlanImages.IMAGE
                    .add("file", DataTypes.StringType)
                    .add("block", DataTypes.LongType)
                    .add("at", DataTypes.LongType)
                    .add("position", DataTypes.IntegerType)
                    .add("folded", DataTypes.StringType);

    /// So many that no two of one name have the same.
    private static final int DIGITS = 16;

    /// Enough to name a row without an id.
    private static final int DIGITS_OF_ID = 8;

    /// A folder with an image's name may have the name of another image's file.
    private static final Pattern LIKE_A_FILE =
            Pattern.compile(
                    Arrays.stream(ImageFormat.values())
                            .map(ImageFormat::extension)
                            .collect(Collectors.joining("|", "(?i)[.](", ")(?=/)")));

    NameImages {
        columns = List.copyOf(columns);
    }

    /// @throws Options.Wrong where the template names a column that is not there
    static NameImages of(Settings settings, CatalogueHeader header) {
        var names = new NameImages(settings, header.columns(), header.serial(), header.name());
        try {
            var unused = names.bound();
        } catch (IllegalArgumentException e) {
            throw new Options.Wrong(e.getMessage() + ".");
        }
        return names;
    }

    private NameTemplate.Bound bound() {
        return NameTemplate.parse(settings.nameTemplate()).bind(columns);
    }

    /// The distinct images of rows, each with its name.
    Dataset<Row> images(Dataset<Row> rows) {
        var placed =
                rows.filter("note is null")
                        .select("file", "block", "at", "urls", "row")
                        .mapPartitions(
                                (MapPartitionsFunction<Row, Row>) this::placed,
                                Encoders.row(PLACED));
        var inOrder = new Column[] {col("file"), col("block"), col("at"), col("position")};
        var apart =
                udf(
                        (UDF2<String, String, String>)
                                (name, key) -> NameTemplate.apart(name, key.substring(0, DIGITS)),
                        DataTypes.StringType);
        return placed.withColumn(
                        "nth", row_number().over(Window.partitionBy("key").orderBy(inOrder)))
                .filter("nth = 1")
                .withColumn("nth", row_number().over(Window.partitionBy("folded").orderBy(inOrder)))
                .withColumn(
                        "name",
                        when(col("nth").equalTo(1), col("name"))
                                .otherwise(apart.apply(col("name"), col("key"))))
                .select("key", "url", "host", "name");
    }

    private Iterator<Row> placed(Iterator<Row> rows) {
        var bound = bound();
        Iterable<Row> all = () -> rows;
        return StreamSupport.stream(all.spliterator(), false)
                .flatMap(row -> places(bound, row).stream())
                .iterator();
    }

    private List<Row> places(NameTemplate.Bound bound, Row row) {
        var cells = WriteResults.cells(row, columns.size());
        List<String> urls = row.getList(row.fieldIndex("urls"));
        var places = new ArrayList<Row>(urls.size());
        for (int position = 0; position < urls.size(); position++) {
            String text = urls.get(position);
            if (text.isBlank()) {
                continue;
            }
            var image = PlanImages.image(settings, text);
            var place =
                    new NameTemplate.Place(
                            cells,
                            cell(cells, id, image.key().substring(0, DIGITS_OF_ID)),
                            cell(cells, name, ""));
            var called =
                    LIKE_A_FILE.matcher(bound.name(place, position, image.url())).replaceAll("$0_");
            places.add(
                    RowFactory.create(
                            image.key(),
                            image.url(),
                            image.host(),
                            called,
                            row.get(0),
                            row.get(1),
                            row.get(2),
                            position,
                            SafeName.folded(called)));
        }
        return places;
    }

    private static String cell(String[] cells, int column, String otherwise) {
        var cell = column < 0 || column >= cells.length ? "" : cells[column].strip();
        return cell.isEmpty() ? otherwise : cell;
    }
}
