package org.imgmill.batch;

import org.jspecify.annotations.Nullable;

/// Which other image of its batch an image is a double of.
///
/// @param of the first of them; null: this one is the first
/// @param near whether it is only a near double
/// @param products on how many products the picture stands, where those are many; else 0
public record Alike(@Nullable ImageId of, boolean near, int products) {}
