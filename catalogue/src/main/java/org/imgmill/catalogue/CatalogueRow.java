package org.imgmill.catalogue;

import java.util.List;

/// One good row: the line it starts on, its cells exactly as they came (one per column of the
/// header), serial and name without the spaces around them, and the texts of its URL cell by
/// position. An empty text is an empty place (`a,,c`): no image, but a place in the output too.
public record CatalogueRow(
        long line, String[] cells, String serial, String name, List<String> urls) {}
