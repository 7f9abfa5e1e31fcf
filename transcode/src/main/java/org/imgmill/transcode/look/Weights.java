package org.imgmill.transcode.look;

/// The weights of SSIMULACRA 2.1, fitted by its author to what people said of thousands of
/// pictures.
final class Weights {

    /// No weight up to this moves a score by 0.01.
    private static final double NEXT_TO_NONE = 0.01;

    /// By channel and size: structure, added, lost of the mean, then of the fourth norm.
    private static final double[] WEIGHTS = {
        // X
        0.0, 0.0007376606707406586, 0.0, 0.0, 0.0007793481682867309, 0.0, //
        0.0, 0.0004371155730107379, 0.0, 1.1041726426657346, 0.00066284834129271,
                0.00015231632783718752, //
        0.0, 0.0016406437456599754, 0.0, 1.8422455520539298, 11.441172603757666, 0.0, //
        0.0007989109436015163, 0.000176816438078653, 0.0, 1.8787594979546387, 10.94906990605142,
                0.0, //
        0.0007289346991508072, 0.9677937080626833, 0.0, 0.00014003424285435884, 0.9981766977854967,
                0.00031949755934435053, //
        0.0004550992113792063, 0.0, 0.0, 0.0013648766163243398, 0.0, 0.0, //
        // Y
        0.0, 0.0, 0.0, 7.466890328078848, 0.0, 17.445833984131262, //
        0.0006235601634041466, 0.0, 0.0, 6.683678146179332, 0.00037724407979611296,
                1.027889937768264, //
        225.20515300849274, 0.0, 0.0, 19.213238186143016, 0.0011401524586618361,
                0.001237755635509985, //
        176.39317598450694, 0.0, 0.0, 24.43300999870476, 0.28520802612117757,
                0.0004485436923833408, //
        0.0, 0.0, 0.0, 34.77906344483772, 44.835625328877896, 0.0, //
        0.0, 0.0, 0.0, 0.0, 0.0, 0.0, //
        // B less Y
        0.0, 0.0008680556573291698, 0.0, 0.0, 0.0, 0.0, //
        0.0, 0.0005313191874358747, 0.0, 0.00016533814161379112, 0.0, 0.0, //
        0.0, 0.0, 0.0, 0.0004179171803251336, 0.0017290828234722833, 0.0, //
        0.0020827005846636437, 0.0, 0.0, 8.826982764996862, 23.19243343998926, 0.0, //
        95.1080498811086, 0.9863978034400682, 0.9834382792465353, 0.0012286405048278493,
                171.2667255897307, 0.9807858872435379, //
        0.0, 0.0, 0.0, 0.0005130064588990679, 0.0, 0.00010854057858411537 //
    };

    /// Whether anything in this channel at this size counts.
    static boolean counts(int channel, int scale) {
        for (int i = 0; i < 6; i++) {
            if (WEIGHTS[place(channel, scale) + i] > NEXT_TO_NONE) {
                return true;
            }
        }
        return false;
    }

    /// Whether anything but brightness counts at this size.
    static boolean countsColours(int scale) {
        return counts(0, scale) || counts(2, scale);
    }

    static double sum(int channel, int scale, Errors errors) {
        int at = place(channel, scale);
        return WEIGHTS[at] * errors.structure1()
                + WEIGHTS[at + 1] * errors.added1()
                + WEIGHTS[at + 2] * errors.lost1()
                + WEIGHTS[at + 3] * errors.structure4()
                + WEIGHTS[at + 4] * errors.added4()
                + WEIGHTS[at + 5] * errors.lost4();
    }

    /// From the weighted sum of all errors to the score.
    static double score(double sum) {
        double s = sum * 0.9562382616834844;
        double error =
                2.326765642916932 * s
                        - 0.020884521182843837 * s * s
                        + 6.248496625763138e-05 * s * s * s;
        return error > 0 ? 100 - 10 * StrictMath.pow(error, 0.6276336467831387) : 100;
    }

    private static int place(int channel, int scale) {
        return channel * 36 + scale * 6;
    }

    private Weights() {}
}
