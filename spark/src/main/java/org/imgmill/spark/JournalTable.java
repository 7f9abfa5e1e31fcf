package org.imgmill.spark;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/// The columns of endings, in the order in which results have them.
final class JournalTable {

    static final StructType TYPE =
            new StructType()
                    .add("run", DataTypes.StringType)
                    .add("key", DataTypes.StringType)
                    .add("url", DataTypes.StringType)
                    .add("shard", DataTypes.StringType)
                    .add("offset", DataTypes.LongType)
                    .add("length", DataTypes.LongType)
                    .add("sha256", DataTypes.StringType)
                    .add("format", DataTypes.StringType)
                    .add("width", DataTypes.IntegerType)
                    .add("height", DataTypes.IntegerType)
                    .add("bytes_in", DataTypes.LongType)
                    .add("code", DataTypes.StringType)
                    .add("http_status", DataTypes.IntegerType)
                    .add("sentence", DataTypes.StringType)
                    .add("detail", DataTypes.StringType)
                    .add("ms", DataTypes.IntegerType);

    private JournalTable() {}
}
