package org.imgmill.catalogue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Serial;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads an uploaded catalogue: CSV in whatever form shops write it, gzip'd or not, or a workbook.
///
/// One pass with flat memory; what strangers get wrong comes back as `Refused` with the reason, and
/// an `IOException` means that the upload itself could not be read.
public final class Catalogue {

    private final CatalogueOptions options;
    private final Workbooks workbooks;
    private final RecordFiles records;

    private Catalogue(CatalogueOptions options, Workbooks workbooks, RecordFiles records) {
        this.options = options;
        this.workbooks = workbooks;
        this.records = records;
    }

    /// What to do with files of records.
    private interface RecordFiles {
        Source open(InputStream in, RecordFile.Kind kind) throws IOException;
    }

    /// What to do with a workbook.
    private interface Workbooks {
        Source open(InputStream in, Workbook.Packed packed) throws IOException;
    }

    /// Reads a catalogue that lies in a file.
    public static <X extends Exception> Reading read(
            Path upload, CatalogueOptions options, CatalogueSink<X> sink) throws IOException, X {
        try (InputStream in = Files.newInputStream(upload)) {
            return read(in, options, sink);
        }
    }

    /// Reads a catalogue as it arrives; a limit ends the reading as soon as it is passed. The
    /// stream is left open.
    public static <X extends Exception> Reading read(
            InputStream upload, CatalogueOptions options, CatalogueSink<X> sink)
            throws IOException, X {
        return new Catalogue(
                        options,
                        (in, packed) -> Workbook.open(in, options, packed),
                        (in, kind) -> RecordFile.open(in, kind, options))
                .handOver(upload, sink);
    }

    /// Looks at a catalogue while it arrives for a reason to refuse it whatever its rest holds: it
    /// is no catalogue, or passes a limit. Reads no further than needed; a workbook and an empty
    /// file can only be judged whole. What a later mapping could mend is no reason yet.
    public static Optional<Reading.Refused> refusal(InputStream arriving, CatalogueOptions given)
            throws IOException {
        Mapping mapping = given.mapping();
        var options = mapping == null ? given : given.with(mapping.acceptingGuess());
        var in = new PushbackInputStream(arriving);
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        in.unread(first);
        var header = new HeaderOnly();
        try {
            var catalogue =
                    new Catalogue(options, (_in, _packed) -> leave(), (_in, _kind) -> leave());
            return catalogue.handOver(in, header) instanceof Reading.Refused refused
                            && (header.found == null || refused.isTooLarge())
                            && (mapping == null || !refused.mayBeMapped())
                    ? Optional.of(refused)
                    : Optional.empty();
        } catch (Undecided e) {
            return Optional.empty();
        }
    }

    private static Source leave() throws Undecided {
        throw new Undecided();
    }

    /// What is there so far is not enough.
    private static final class Undecided extends IOException {

        @Serial private static final long serialVersionUID = 1;
    }

    private static final class HeaderOnly implements CatalogueSink<RuntimeException> {

        private @Nullable CatalogueHeader found;

        @Override
        public void header(CatalogueHeader header) {
            found = header;
        }

        @Override
        public void row(CatalogueRow row) {}
    }

    private <X extends Exception> Reading handOver(InputStream upload, CatalogueSink<X> sink)
            throws IOException, X {
        var problems = new ProblemList();
        try (Source source = open(upload)) {
            Mapping mapping = options.mapping();
            ChooseSheet.Chosen chosen =
                    mapping == null
                            ? new ChooseSheet.Chosen(0, null)
                            : new ChooseSheet(source, mapping, options.limits()).choose();
            try (Lines lines = source.open(chosen.sheet())) {
                return handOver(lines, chosen, sink, problems);
            }
        } catch (Refusal refusal) {
            problems.addLast(refusal.problem);
            return new Reading.Refused(problems.problems(), null);
        }
    }

    private <X extends Exception> Reading handOver(
            Lines lines, ChooseSheet.Chosen chosen, CatalogueSink<X> sink, ProblemList problems)
            throws IOException, X {
        var rows = new ReadRows<>(lines, options, chosen.doubt(), sink, problems);
        try {
            return rows.run();
        } catch (Refusal refusal) {
            problems.addLast(refusal.problem);
            return new Reading.Refused(problems.problems(), rows.understanding());
        }
    }

    private Source open(InputStream upload) throws IOException {
        PushbackInputStream in = pushback(new Borrowed(upload));
        return FileKind.of(peek(in)) instanceof FileKind.Gzip ? inflated(in) : opened(in);
    }

    private Source inflated(InputStream gzip) throws IOException {
        var packed = new CountedBytes(gzip);
        PushbackInputStream in = pushback(new Expanding(Inflated.of(packed), packed::seen));
        try {
            return opened(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /// The only file of a ZIP archive, which is no archive of archives.
    private Source unpacked(InputStream packed) throws IOException {
        PushbackInputStream in = pushback(packed);
        if (options.mapping() == null) {
            throw refused("a ZIP archive");
        }
        return FileKind.of(peek(in)) instanceof FileKind.Zip
                ? workbooks.open(
                        in,
                        _inner -> {
                            throw refused("a ZIP archive in a ZIP archive");
                        })
                : opened(in);
    }

    private Source opened(PushbackInputStream in) throws IOException {
        return switch (FileKind.of(peek(in))) {
            case FileKind.Gzip() -> throw refused("gzip data inside gzip data");
            case FileKind.Zip() -> workbooks.open(in, this::unpacked);
            case FileKind.Json() -> records(in, JsonRecords.KIND, "JSON");
            case FileKind.Feed() -> records(in, XmlRecords.KIND, "XML or HTML");
            case FileKind.Text text -> csv(in, text);
            case FileKind.Other(String what) -> throw refused(what);
            case FileKind.Foreign(String what, FileKind.Text read) -> {
                if (options.mapping() != null) {
                    Charset told = options.mapping().encoding();
                    yield csv(in, told == null ? read : new FileKind.Text(told, 0));
                }
                throw new Refusal(
                        Problem.ofFile(
                                ProblemCode.UNREADABLE_TEXT,
                                "This is " + what + ". Save it as UTF-8."));
            }
        };
    }

    /// A strict reading takes tables only.
    private Source records(InputStream in, RecordFile.Kind kind, String what) throws IOException {
        if (options.mapping() == null) {
            throw refused(what);
        }
        return records.open(in, kind);
    }

    private Source csv(InputStream in, FileKind.Text text) throws IOException {
        in.skipNBytes(text.mark());
        return Source.of(new CsvLines(in, text, options));
    }

    private PushbackInputStream pushback(InputStream in) {
        return new PushbackInputStream(
                new LimitedBytes(in, options.limits().maxBytes()), FileKind.HEAD);
    }

    private static byte[] peek(PushbackInputStream in) throws IOException {
        byte[] head = in.readNBytes(FileKind.HEAD);
        in.unread(head);
        return head;
    }

    private Refusal refused(String what) {
        return refused(what, options);
    }

    /// Refuses what is no catalogue, and says what is one here.
    static Refusal refused(String what, CatalogueOptions options) {
        return new Refusal(
                Problem.ofFile(
                        ProblemCode.NOT_A_CATALOGUE,
                        "This is "
                                + what
                                + (options.mapping() == null
                                        ? ", not a CSV. imgmill takes .csv, .csv.gz and .xlsx."
                                        : ", not a catalogue. imgmill takes CSV, .xlsx, .ods, JSON, feeds and lists of URLs, also as .gz or alone in a ZIP.")
                                + (what.contains("(.xls)") || what.contains("(.xlsb)")
                                        ? " Open it and save it as .xlsx."
                                        : "")));
    }

    /// The caller owns the upload, so it is not closed here.
    private static final class Borrowed extends FilterInputStream {

        Borrowed(InputStream upload) {
            super(upload);
        }

        @Override
        public void close() {}
    }
}
