package org.imgmill.transcode.jpeg;

/// A marker segment of the input: from its 0xFF, to behind its last byte.
record Segment(int marker, int from, int end) {

    int bodyFrom() {
        return from + 4;
    }

    int length() {
        return end - from;
    }
}
