/// What a batch gives back: its CSV files, its ZIP and the files of its images.
@NamedInterface("outputs")
@NullMarked
package org.imgmill.api.outputs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
