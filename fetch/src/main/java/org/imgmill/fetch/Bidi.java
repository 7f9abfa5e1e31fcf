package org.imgmill.fetch;

import java.util.List;

/// The rule for names in scripts that run from right to left (RFC 5893, section 2).
final class Bidi {

    private Bidi() {}

    static boolean isAllowed(List<String> labels) {
        boolean rightToLeft = labels.stream().anyMatch(label -> has(label, Bidi::isRightToLeft));
        return !rightToLeft || labels.stream().allMatch(Bidi::isAllowed);
    }

    private static boolean isAllowed(String label) {
        byte[] kinds = kinds(label);
        if (kinds.length == 0) {
            return true;
        }
        return switch (kinds[0]) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT ->
                    !has(label, Bidi::isRightToLeft)
                            && endsIn(
                                    kinds,
                                    Character.DIRECTIONALITY_LEFT_TO_RIGHT,
                                    Character.DIRECTIONALITY_EUROPEAN_NUMBER);
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
                    !has(label, kind -> kind == Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                            && !(has(label, Character.DIRECTIONALITY_EUROPEAN_NUMBER)
                                    && has(label, Character.DIRECTIONALITY_ARABIC_NUMBER))
                            && endsIn(
                                    kinds,
                                    Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                                    Character.DIRECTIONALITY_EUROPEAN_NUMBER,
                                    Character.DIRECTIONALITY_ARABIC_NUMBER);
            default -> false;
        };
    }

    private static boolean isRightToLeft(byte kind) {
        return kind == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || kind == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                || kind == Character.DIRECTIONALITY_ARABIC_NUMBER;
    }

    /// Skips marks, which belong to the character before them.
    private static boolean endsIn(byte[] kinds, byte... allowed) {
        int last = kinds.length - 1;
        while (last > 0 && kinds[last] == Character.DIRECTIONALITY_NONSPACING_MARK) {
            last--;
        }
        for (byte kind : allowed) {
            if (kinds[last] == kind) {
                return true;
            }
        }
        return false;
    }

    private interface Kind {
        boolean is(byte directionality);
    }

    private static boolean has(String label, byte kind) {
        return has(label, other -> other == kind);
    }

    private static boolean has(String label, Kind kind) {
        for (byte each : kinds(label)) {
            if (kind.is(each)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] kinds(String label) {
        int[] all = label.codePoints().toArray();
        byte[] kinds = new byte[all.length];
        for (int i = 0; i < all.length; i++) {
            kinds[i] = Character.getDirectionality(all[i]);
        }
        return kinds;
    }
}
