/// A catalogue of any size on Apache Spark: the fetching, transcoding and failing of the server,
/// with Spark in the place of its database and its lanes.
@NullMarked
package org.imgmill.spark;

import org.jspecify.annotations.NullMarked;
