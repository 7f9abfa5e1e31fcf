package org.imgmill.limits;

import org.springframework.util.unit.DataSize;

/// What the settings of other features let in.
///
/// @param catalogue a file that is a catalogue
/// @param list a JSON list of images
/// @param picture a file that is a picture
public record LargestBodies(DataSize catalogue, DataSize list, DataSize picture) {}
