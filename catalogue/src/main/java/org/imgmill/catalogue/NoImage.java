package org.imgmill.catalogue;

import java.util.Locale;
import java.util.Set;

/// What people and programs write where there is no image.
final class NoImage {

    private static final Set<String> WORDS =
            Set.of(
                    "n/a",
                    "na",
                    "#n/a",
                    "#ref!",
                    "#value!",
                    "#name?",
                    "null",
                    "(null)",
                    "nil",
                    "none",
                    "nan",
                    "undefined",
                    "false",
                    "0",
                    "-",
                    "--",
                    "\u2013",
                    "\u2014",
                    "\\n",
                    "no image",
                    "no picture",
                    "kein bild",
                    "pas d'image",
                    "sin imagen",
                    "nessuna immagine",
                    "sem imagem",
                    "brak",
                    "\u043D\u0435\u0442",
                    "\u65E0",
                    "\u7121",
                    "\u306A\u3057",
                    "\uC5C6\uC74C");

    private static final int LONGEST = 16;

    private NoImage() {}

    static boolean isSaidBy(String cell) {
        String text = Blank.strip(cell);
        return text.length() <= LONGEST && WORDS.contains(text.toLowerCase(Locale.ROOT));
    }
}
