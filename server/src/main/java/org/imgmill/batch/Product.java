package org.imgmill.batch;

import java.util.List;

/// One data row of a catalogue: its cells as they came, and its images in the order of its URL
/// cell.
///
/// @param row from 1
/// @param line where it starts in the file, from 1
public record Product(int row, long line, List<String> cells, List<Image> images) {}
