package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The texts that the cells of a workbook share. They stand in a part of their own and are needed
/// in any order, so they lie in a file without a name while the workbook is read: up to a limit of
/// their own, and not in memory.
final class SharedStrings implements Closeable {

    static final int MAX_CHARS = 64 << 20;

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final StoredTexts texts;

    private SharedStrings(StoredTexts texts) {
        this.texts = texts;
    }

    static SharedStrings of(@Nullable Xml xml, CatalogueLimits limits, Path scratch)
            throws IOException {
        var texts = StoredTexts.in(scratch);
        var strings = new SharedStrings(texts);
        if (xml != null) {
            try {
                strings.load(xml, limits.maxCellBytes());
            } catch (IOException e) {
                texts.close();
                throw e;
            }
        }
        return strings;
    }

    private void load(Xml xml, int longest) throws IOException {
        long chars = 0;
        var text = new StringBuilder();
        while (xml.next()) {
            if (xml.starts("si")) {
                text.setLength(0);
                xml.text(text, longest);
                texts.add(unescaped(text.toString()));
                chars += text.length() + 16;
                if (chars > MAX_CHARS) {
                    throw new Refusal(
                            Problem.ofFile(
                                    ProblemCode.TOO_MANY_BYTES,
                                    "The workbook holds more than "
                                            + Words.size(MAX_CHARS)
                                            + " of text. Save it as CSV, which may be larger."));
                }
            }
        }
        texts.complete();
    }

    String get(String index) throws IOException {
        try {
            return texts.get(Integer.parseInt(index.strip()));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw Workbook.damaged();
        }
    }

    @Override
    public void close() throws IOException {
        texts.close();
    }

    /// Excel writes characters that XML cannot hold as `_x000D_`.
    static String unescaped(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        Matcher escapes = ESCAPE.matcher(text);
        return escapes.replaceAll(
                escape -> {
                    char c = (char) Integer.parseInt(escape.group(1), 16);
                    return Matcher.quoteReplacement(
                            Character.isSurrogate(c) ? escape.group() : String.valueOf(c));
                });
    }
}
