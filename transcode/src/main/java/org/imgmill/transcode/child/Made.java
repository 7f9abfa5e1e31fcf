package org.imgmill.transcode.child;

import java.nio.ByteBuffer;
import org.imgmill.transcode.ImageFormat;

/// A finished file, still in libvips's memory.
record Made(ImageFormat format, int width, int height, ByteBuffer file) implements Outcome {}
