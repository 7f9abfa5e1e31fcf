/// What was asked and how far it got: batches, products, images, lanes, their states and counters,
/// and all SQL about them.
@ApplicationModule(allowedDependencies = {"attempt", "node", "output", "transcode", "refusals"})
@NullMarked
package org.imgmill.batch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
