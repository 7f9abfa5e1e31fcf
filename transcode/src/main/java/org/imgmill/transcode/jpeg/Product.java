package org.imgmill.transcode.jpeg;

/// Weighted sums of rows: the loop that nearly all arithmetic of a resizing is in.
///
/// The shape is frozen. Two results of four rows in one loop run at 38 multiplications per
/// nanosecond and thread; with more of either the JIT compiler (C2 of JDK 25) finds the body too
/// long to unroll and does not vectorise it, at a seventh of the speed, without a warning. A row
/// stride in its own variable, or `Math.fma`, does the same. `./imgmill bench resize` has a floor
/// that notices.
final class Product {

    /// Sets eight results to weighted sums of so many rows.
    ///
    /// @param weights eight rows of `count` each, `count` rounded up to whole fours
    /// @param rows have room for three more
    /// @param zeros a row of zeros, as long as all others
    /// @param length of a row
    static void sums(
            float[] weights, int count, float[][] rows, float[] zeros, float[][] to, int length) {
        int m = count;
        while ((m & 3) != 0) {
            rows[m++] = zeros;
        }
        set(to, rows[0], rows[1], rows[2], rows[3], weights, 0, m, length);
        for (int i = 4; i < m; i += 4) {
            add(to, rows[i], rows[i + 1], rows[i + 2], rows[i + 3], weights, i, m, length);
        }
    }

    private static void set(
            float[][] to,
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            float[] w,
            int from,
            int m,
            int length) {
        int at = from;
        float[] to1 = to[0];
        float[] to2 = to[1];
        float a1 = w[at];
        float b1 = w[at + 1];
        float c1 = w[at + 2];
        float d1 = w[at + 3];
        at += m;
        float a2 = w[at];
        float b2 = w[at + 1];
        float c2 = w[at + 2];
        float d2 = w[at + 3];
        at += m;
        for (int i = 0; i < length; i++) {
            float p = a[i];
            float q = b[i];
            float r = c[i];
            float s = d[i];
            to1[i] = a1 * p + b1 * q + c1 * r + d1 * s;
            to2[i] = a2 * p + b2 * q + c2 * r + d2 * s;
        }
        to1 = to[2];
        to2 = to[3];
        a1 = w[at];
        b1 = w[at + 1];
        c1 = w[at + 2];
        d1 = w[at + 3];
        at += m;
        a2 = w[at];
        b2 = w[at + 1];
        c2 = w[at + 2];
        d2 = w[at + 3];
        at += m;
        for (int i = 0; i < length; i++) {
            float p = a[i];
            float q = b[i];
            float r = c[i];
            float s = d[i];
            to1[i] = a1 * p + b1 * q + c1 * r + d1 * s;
            to2[i] = a2 * p + b2 * q + c2 * r + d2 * s;
        }
        to1 = to[4];
        to2 = to[5];
        a1 = w[at];
        b1 = w[at + 1];
        c1 = w[at + 2];
        d1 = w[at + 3];
        at += m;
        a2 = w[at];
        b2 = w[at + 1];
        c2 = w[at + 2];
        d2 = w[at + 3];
        at += m;
        for (int i = 0; i < length; i++) {
            float p = a[i];
            float q = b[i];
            float r = c[i];
            float s = d[i];
            to1[i] = a1 * p + b1 * q + c1 * r + d1 * s;
            to2[i] = a2 * p + b2 * q + c2 * r + d2 * s;
        }
        to1 = to[6];
        to2 = to[7];
        a1 = w[at];
        b1 = w[at + 1];
        c1 = w[at + 2];
        d1 = w[at + 3];
        at += m;
        a2 = w[at];
        b2 = w[at + 1];
        c2 = w[at + 2];
        d2 = w[at + 3];
        at += m;
        for (int i = 0; i < length; i++) {
            float p = a[i];
            float q = b[i];
            float r = c[i];
            float s = d[i];
            to1[i] = a1 * p + b1 * q + c1 * r + d1 * s;
            to2[i] = a2 * p + b2 * q + c2 * r + d2 * s;
        }
    }

    private static void add(
            float[][] to,
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            float[] w,
            int from,
            int m,
            int length) {
        int at = from;
        float[] to1 = to[0];
        float[] to2 = to[1];
        float a1 = w[at];
        float b1 = w[at + 1];
        float c1 = w[at + 2];
        float d1 = w[at + 3];
        at += m;
        float a2 = w[at];
        float b2 = w[at + 1];
        float c2 = w[at + 2];
        float d2 = w[at + 3];
        at += m;
        for (int i = 0; i < length; i++) {
            float p = a[i];
            float q = b[i];
            float r = c[i];
            float s = d[i];
            to1[i] += a1 * p + b1 * q + c1 * r + d1 * s;
            to2[i] += a2 * p + b2 * q + c2 * r + d2 * s;
        }
        to1 = to[2];
        to2 = to[3];
        a1 = w[at];
        b1 = w[at + 1];
        c1 = w[at + 2];
        d1 = w[at + 3];
        at += m;
        a2 = w[at];
        b2 = w[at + 1];
        c2 = w[at + 2];
        d2 = w[at + 3];
        at += m;
        for (int i = 0; i < length; i++) {
            float p = a[i];
            float q = b[i];
            float r = c[i];
            float s = d[i];
            to1[i] += a1 * p + b1 * q + c1 * r + d1 * s;
            to2[i] += a2 * p + b2 * q + c2 * r + d2 * s;
        }
        to1 = to[4];
        to2 = to[5];
        a1 = w[at];
        b1 = w[at + 1];
        c1 = w[at + 2];
        d1 = w[at + 3];
        at += m;
        a2 = w[at];
        b2 = w[at + 1];
        c2 = w[at + 2];
        d2 = w[at + 3];
        at += m;
        for (int i = 0; i < length; i++) {
            float p = a[i];
            float q = b[i];
            float r = c[i];
            float s = d[i];
            to1[i] += a1 * p + b1 * q + c1 * r + d1 * s;
            to2[i] += a2 * p + b2 * q + c2 * r + d2 * s;
        }
        to1 = to[6];
        to2 = to[7];
        a1 = w[at];
        b1 = w[at + 1];
        c1 = w[at + 2];
        d1 = w[at + 3];
        at += m;
        a2 = w[at];
        b2 = w[at + 1];
        c2 = w[at + 2];
        d2 = w[at + 3];
        at += m;
        for (int i = 0; i < length; i++) {
            float p = a[i];
            float q = b[i];
            float r = c[i];
            float s = d[i];
            to1[i] += a1 * p + b1 * q + c1 * r + d1 * s;
            to2[i] += a2 * p + b2 * q + c2 * r + d2 * s;
        }
    }

    private Product() {}
}
