package org.imgmill.spark;

import org.apache.spark.sql.SparkSession;

/// The names of the jobs of a run, as Spark's pages show them.
final class Jobs {

    private Jobs() {}

    /// Names the jobs that follow, until the next call.
    static void say(SparkSession spark, String what) {
        spark.sparkContext().setJobGroup("imgmill", "imgmill: " + what, false);
    }
}
