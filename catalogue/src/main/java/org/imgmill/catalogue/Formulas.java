package org.imgmill.catalogue;

/// Cells that a spreadsheet might run as a formula instead of showing them.
public final class Formulas {

    private Formulas() {}

    /// ASCII as OWASP lists it, and the full-width forms that East Asian versions take as well.
    public static boolean isDangerous(String cell) {
        if (cell.isEmpty()) {
            return false;
        }
        return switch (cell.charAt(0)) {
            case '=', '+', '-', '@', '\t', '\r', '\n' -> true;
            case '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20' -> true;
            default -> false;
        };
    }

    static String neutral(String cell) {
        return isDangerous(cell) ? "'" + cell : cell;
    }
}
