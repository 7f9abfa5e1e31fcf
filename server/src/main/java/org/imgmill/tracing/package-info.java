/// What took how long: the traces of batches, images and deliveries, sent by OpenTelemetry's
/// protocol to a collector that the operator names.
@ApplicationModule(allowedDependencies = {"attempt", "batch", "refusals"})
@NullMarked
package org.imgmill.tracing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
