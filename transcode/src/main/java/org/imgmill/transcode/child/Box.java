package org.imgmill.transcode.child;

/// A rectangle of a picture, in pixels.
record Box(int left, int top, int width, int height) {

    Box around(Box other) {
        int right = Math.max(left + width, other.left + other.width);
        int bottom = Math.max(top + height, other.top + other.height);
        int fromLeft = Math.min(left, other.left);
        int fromTop = Math.min(top, other.top);
        return new Box(fromLeft, fromTop, right - fromLeft, bottom - fromTop);
    }
}
