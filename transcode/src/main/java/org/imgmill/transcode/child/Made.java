package org.imgmill.transcode.child;

import java.lang.foreign.MemorySegment;
import org.imgmill.transcode.ImageFormat;

/// A finished file, still in libvips's memory.
record Made(ImageFormat format, int width, int height, MemorySegment file) implements Outcome {}
