package org.imgmill.transcode.look;

/// A picture as three planes of linear red, green and blue, 0 to 1.
record Planes(int width, int height, float[] red, float[] green, float[] blue) {

    /// sRGB (IEC 61966-2-1) to linear light.
    private static final float[] LINEAR = new float[256];

    static {
        for (int i = 0; i < 256; i++) {
            double value = i / 255.0;
            LINEAR[i] =
                    (float)
                            (value <= 0.04045
                                    ? value / 12.92
                                    : StrictMath.pow((value + 0.055) / 1.055, 2.4));
        }
    }

    private static final float BIAS = 0.0037930734f;

    /// A line between two of these errs by a millionth at most.
    private static final int ROOTS_PER_ONE = 1 << 14;

    private static final float[] ROOTS = new float[ROOTS_PER_ONE + ROOTS_PER_ONE / 64];

    static {
        for (int i = 0; i < ROOTS.length; i++) {
            ROOTS[i] = (float) StrictMath.cbrt(i / (double) ROOTS_PER_ONE);
        }
    }

    private static final float BIAS_ROOT = (float) StrictMath.cbrt(BIAS);

    static Planes linear(int[] rgb, int width, int height) {
        int n = width * height;
        var planes = new Planes(width, height, new float[n], new float[n], new float[n]);
        for (int i = 0; i < n; i++) {
            planes.red[i] = LINEAR[rgb[i] >> 16 & 255];
            planes.green[i] = LINEAR[rgb[i] >> 8 & 255];
            planes.blue[i] = LINEAR[rgb[i] & 255];
        }
        return planes;
    }

    int shorterSide() {
        return Math.min(width, height);
    }

    /// Half the size, each pixel the mean of four; an odd last row or column counts twice.
    Planes halved() {
        int w = (width + 1) / 2;
        int h = (height + 1) / 2;
        return new Planes(w, h, halved(red, w, h), halved(green, w, h), halved(blue, w, h));
    }

    private float[] halved(float[] in, int w, int h) {
        var out = new float[w * h];
        for (int y = 0; y < h; y++) {
            int upper = 2 * y * width;
            int lower = Math.min(2 * y + 1, height - 1) * width;
            for (int x = 0; x < w; x++) {
                int left = 2 * x;
                int right = Math.min(left + 1, width - 1);
                out[y * w + x] =
                        (in[upper + left]
                                        + in[upper + right]
                                        + in[lower + left]
                                        + in[lower + right])
                                * 0.25f;
            }
        }
        return out;
    }

    /// The XYB colour space of JPEG XL (ISO/IEC 18181-1), each channel moved into 0 to 1, B less Y.
    ///
    /// @param colours whether X and B are wanted, too; else they are empty
    float[][] xyb(boolean colours) {
        return colours ? all() : new float[][] {new float[0], bright(), new float[0]};
    }

    private float[] bright() {
        int n = width * height;
        var y = new float[n];
        for (int i = 0; i < n; i++) {
            float r = red[i];
            float g = green[i];
            float u = blue[i];
            float l = root(0.3f * r + 0.622f * g + 0.078f * u + BIAS) - BIAS_ROOT;
            float m = root(0.23f * r + 0.692f * g + 0.078f * u + BIAS) - BIAS_ROOT;
            y[i] = 0.5f * (l + m) + 0.01f;
        }
        return y;
    }

    private float[][] all() {
        int n = width * height;
        var x = new float[n];
        var y = new float[n];
        var b = new float[n];
        for (int i = 0; i < n; i++) {
            float r = red[i];
            float g = green[i];
            float u = blue[i];
            float l = root(0.3f * r + 0.622f * g + 0.078f * u + BIAS) - BIAS_ROOT;
            float m = root(0.23f * r + 0.692f * g + 0.078f * u + BIAS) - BIAS_ROOT;
            float s = root(0.24342269f * r + 0.20476744f * g + 0.5518099f * u + BIAS) - BIAS_ROOT;
            float bright = 0.5f * (l + m);
            x[i] = 0.5f * (l - m) * 14 + 0.42f;
            y[i] = bright + 0.01f;
            b[i] = s - bright + 0.55f;
        }
        return new float[][] {x, y, b};
    }

    /// Interpolates between two known roots.
    private static float root(float value) {
        float place = value * ROOTS_PER_ONE;
        int i = Math.min((int) place, ROOTS.length - 2);
        return ROOTS[i] + (place - i) * (ROOTS[i + 1] - ROOTS[i]);
    }
}
