package org.imgmill.catalogue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/// Guesses in which encoding a text is written that is not UTF-8.
final class Encodings {

    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /// East Asian encodings by the first bytes of their commonest characters, and how many such
    /// characters it takes to believe it.
    private static final List<Wide> WIDE =
            List.of(
                    new Wide("EUC-KR", 0xB0, 0xC8, 6),
                    new Wide("GB18030", 0xB0, 0xD7, 3),
                    new Wide("windows-31j", 0x81, 0x9F, 3),
                    new Wide("Big5", 0xA4, 0xC6, 3),
                    new Wide("EUC-JP", 0xA4, 0xCF, 3));

    private Encodings() {}

    /// @param sure false: little speaks for it
    record Guess(Charset charset, boolean sure) {}

    private record Wide(String name, int from, int to, int fewest) {}

    private record Likely(Charset charset, double share) {}

    /// Trusts letters of one Latin alphabet first, then the detector, which knows other scripts by
    /// the frequency of their letters, then the best fit.
    static Guess of(byte[] bytes) {
        Alphabets.Fit narrow = Alphabets.best(bytes);
        if (narrow != null && narrow.isPerfect() && narrow.latin()) {
            return new Guess(narrow.charset(), true);
        }
        Charset detected = detected(bytes);
        if (detected != null && isKnown(detected, bytes)) {
            return new Guess(detected, true);
        }
        Likely wide = likelyWide(bytes);
        if (narrow != null
                && narrow.share() > 0.85
                && (wide == null || narrow.isPerfect() || narrow.share() > wide.share())) {
            return new Guess(narrow.charset(), narrow.isPerfect());
        }
        return wide != null ? new Guess(wide.charset(), false) : new Guess(WINDOWS_1252, false);
    }

    private static @Nullable Charset detected(byte[] bytes) {
        var detector = new UniversalDetector();
        detector.handleData(bytes, 0, bytes.length);
        detector.dataEnd();
        String name = detector.getDetectedCharset();
        Charset charset = name == null ? null : forName(name);
        // What browsers read as Shift_JIS and GB2312 are their supersets.
        return charset == null
                ? null
                : switch (charset.name()) {
                    case "Shift_JIS" -> Charset.forName("windows-31j");
                    case "GB2312", "GBK" -> Charset.forName("GB18030");
                    default -> charset;
                };
    }

    /// Whether a text fits what the detector says, which is ignored for Latin letters.
    private static boolean isKnown(Charset charset, byte[] bytes) {
        boolean wide = WIDE.stream().anyMatch(known -> known.name().equals(charset.name()));
        if (wide) {
            return decodes(charset, bytes);
        }
        Alphabets.Fit fit = Alphabets.best(bytes, charset);
        return fit != null && !fit.latin() && fit.share() > 0.85;
    }

    /// The encoding in which most of the text is made of common characters.
    private static @Nullable Likely likelyWide(byte[] bytes) {
        Likely best = null;
        for (Wide wide : WIDE) {
            Charset charset = Charset.forName(wide.name());
            double share = commonShare(wide, bytes);
            if (share > (best == null ? 0.8 : best.share()) && decodes(charset, bytes)) {
                best = new Likely(charset, share);
            }
        }
        return best;
    }

    private static double commonShare(Wide wide, byte[] bytes) {
        int pairs = 0;
        int common = 0;
        for (int i = 0; i + 1 < bytes.length; i++) {
            int lead = bytes[i] & 0xFF;
            if (lead >= 0x80) {
                pairs++;
                common += lead >= wide.from() && lead <= wide.to() ? 1 : 0;
                i++;
            }
        }
        return common < wide.fewest() ? 0 : (double) common / pairs;
    }

    /// Whether a text can be read in an encoding; its last character may be cut off.
    private static boolean decodes(Charset charset, byte[] bytes) {
        for (int cut = 0; cut < 4 && cut < bytes.length; cut++) {
            if (decodesWhole(charset, Arrays.copyOf(bytes, bytes.length - cut))) {
                return true;
            }
        }
        return false;
    }

    private static boolean decodesWhole(Charset charset, byte[] bytes) {
        try {
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /// The charset of a name that a detector or a person gives; null: this Java does not have it.
    static @Nullable Charset forName(String name) {
        try {
            return Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }
}
