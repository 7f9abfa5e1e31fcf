package org.imgmill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines of a CSV file; its delimiter is guessed from the header.
final class CsvLines implements Lines {

    /// More than the longest header that keeps within the limit of columns in practice.
    private static final int HEAD_CHARS = 1 << 16;

    private final CatalogueText text;
    private final CsvScanner scanner;
    private final Dialect dialect;
    private final int linesBefore;

    CsvLines(InputStream in, FileKind.Text kind, CatalogueLimits limits) throws IOException {
        text = new CatalogueText(in, kind.charset());
        var rest = new PushbackReader(text, HEAD_CHARS);
        String head = head(rest);
        CsvForm form = CsvForm.of(head);
        rest.unread(head.substring(form.charsBefore()).toCharArray());
        scanner = new CsvScanner(rest, form.delimiter(), limits);
        dialect = new Dialect(form.delimiterOfResults(), kind.mark() > 0);
        linesBefore = form.linesBefore();
    }

    @Override
    public String @Nullable [] next() throws IOException {
        return scanner.next();
    }

    @Override
    public @Nullable Problem flaw() {
        return scanner.flaw();
    }

    @Override
    public long line() {
        return scanner.line() + linesBefore;
    }

    @Override
    public Dialect dialect() {
        return new Dialect(dialect.delimiter(), dialect.byteOrderMark() || text.isWestern());
    }

    @Override
    public List<Warning> warnings() {
        var warnings = new ArrayList<Warning>(1);
        if (text.isWestern()) {
            warnings.add(
                    new Warning(
                            "windows_1252",
                            "Read as Windows-1252, because the bytes are not UTF-8. If names look"
                                    + " wrong, save the file as UTF-8 and upload it again."));
        } else if (text.isMixed()) {
            warnings.add(
                    new Warning(
                            "mixed_encodings",
                            "Most of the file is UTF-8, but some bytes are not; those were read as"
                                    + " Windows-1252. If names look wrong, save the file as UTF-8"
                                    + " and upload it again."));
        }
        return warnings;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private static String head(Reader reader) throws IOException {
        char[] head = new char[HEAD_CHARS];
        int length = 0;
        while (length < head.length) {
            int read = reader.read(head, length, head.length - length);
            if (read <= 0) {
                break;
            }
            length += read;
        }
        return new String(head, 0, length);
    }
}
