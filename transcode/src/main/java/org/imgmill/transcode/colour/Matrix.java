package org.imgmill.transcode.colour;

/// Three rows of three numbers, one row after the other.
record Matrix(
        double a, double b, double c, double d, double e, double f, double g, double h, double i) {

    /// How the three kinds of cones of an eye see X, Y and Z, after Bradford.
    private static final Matrix CONES =
            new Matrix(0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296);

    /// What an eye makes of colours under one light when it is used to another.
    static Matrix adapting(double[] from, double[] to) {
        double[] seen = CONES.times(from);
        double[] wanted = CONES.times(to);
        var gain =
                new Matrix(
                        wanted[0] / seen[0],
                        0,
                        0,
                        0,
                        wanted[1] / seen[1],
                        0,
                        0,
                        0,
                        wanted[2] / seen[2]);
        return CONES.inverse().times(gain).times(CONES);
    }

    double[] times(double... v) {
        return new double[] {
            a * v[0] + b * v[1] + c * v[2],
            d * v[0] + e * v[1] + f * v[2],
            g * v[0] + h * v[1] + i * v[2]
        };
    }

    Matrix times(Matrix o) {
        double[] first = times(o.a, o.d, o.g);
        double[] second = times(o.b, o.e, o.h);
        double[] third = times(o.c, o.f, o.i);
        return new Matrix(
                first[0], second[0], third[0], first[1], second[1], third[1], first[2], second[2],
                third[2]);
    }

    /// Each column times its own number.
    Matrix scaled(double[] by) {
        return new Matrix(
                a * by[0], b * by[1], c * by[2], d * by[0], e * by[1], f * by[2], g * by[0],
                h * by[1], i * by[2]);
    }

    Matrix inverse() {
        double p = e * i - f * h;
        double q = f * g - d * i;
        double r = d * h - e * g;
        double all = a * p + b * q + c * r;
        return new Matrix(
                p / all,
                (c * h - b * i) / all,
                (b * f - c * e) / all,
                q / all,
                (a * i - c * g) / all,
                (c * d - a * f) / all,
                r / all,
                (b * g - a * h) / all,
                (a * e - b * d) / all);
    }

    /// The column of red (0), green (1) or blue (2).
    double[] column(int number) {
        return switch (number) {
            case 0 -> new double[] {a, d, g};
            case 1 -> new double[] {b, e, h};
            case 2 -> new double[] {c, f, i};
            default -> throw new IndexOutOfBoundsException(number);
        };
    }
}
