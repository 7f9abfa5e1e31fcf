package org.imgmill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines of a CSV file; its delimiter is guessed from the header.
final class CsvLines implements Lines {

    /// More than any real header takes that keeps the limit of columns.
    private static final int HEAD_CHARS = 1 << 16;

    private final CatalogueText text;
    private final CsvScanner scanner;
    private final Dialect dialect;
    private final int linesBefore;

    private final boolean list;

    CsvLines(InputStream in, FileKind.Text kind, CatalogueOptions options) throws IOException {
        Mapping mapping = options.mapping();
        Charset told = mapping == null ? null : mapping.encoding();
        text =
                told != null && kind.mark() == 0
                        ? new CatalogueText(in, told)
                        : kind.mark() == 0 && kind.charset().equals(StandardCharsets.UTF_8)
                                ? new CatalogueText(in)
                                : new CatalogueText(in, kind.charset());
        var rest = new PushbackReader(text, HEAD_CHARS);
        String head = head(rest);
        CsvForm form = CsvForm.of(head, mapping);
        rest.unread(head.substring(form.charsBefore()).toCharArray());
        scanner = new CsvScanner(rest, form.delimiter(), options.limits());
        dialect = new Dialect(form.delimiterOfResults(), kind.mark() > 0);
        linesBefore = form.linesBefore();
        list = form.isList();
    }

    @Override
    public Understanding.Form form() {
        return new Understanding.Form(
                list ? "list" : "csv",
                text.charset().name(),
                list ? null : scanner.delimiter(),
                null,
                List.of());
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
        boolean marked = dialect.byteOrderMark() || text.isWestern() || text.guess() != null;
        return new Dialect(dialect.delimiter(), marked);
    }

    @Override
    public List<Warning> warnings() {
        var warnings = new ArrayList<Warning>(1);
        Encodings.Guess guess = text.guess();
        if (text.isWestern()) {
            warnings.add(
                    new Warning(
                            "windows_1252",
                            "Read as Windows-1252, because the bytes are not UTF-8. If names look"
                                    + " wrong, save the file as UTF-8 and upload it again."));
        } else if (guess != null) {
            warnings.add(
                    new Warning(
                            "encoding",
                            "Read as "
                                    + guess.charset().name()
                                    + (guess.sure() ? "" : ", which is a guess")
                                    + ", because the bytes are not UTF-8. If names look wrong, say"
                                    + " the encoding (encoding=...) or save the file as UTF-8."));
        }
        if (text.isDamaged()) {
            warnings.add(
                    new Warning(
                            "damaged_characters",
                            "Some bytes mean nothing in that encoding; a \uFFFD stands for each"
                                    + " of them."));
        }
        if (text.isMixed()) {
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
