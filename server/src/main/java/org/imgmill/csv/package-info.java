/// The two file formats: a catalogue in, with line-numbered problems, and its results out.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.imgmill.csv;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
