package org.imgmill.catalogue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads an uploaded catalogue: CSV in whatever form shops write it, gzip'd or not, or a workbook.
///
/// One pass with flat memory; what strangers get wrong comes back as `Refused` with the reason, and
/// an `IOException` means that the upload itself could not be read.
public final class Catalogue {

    private final CatalogueLimits limits;
    private final Workbooks workbooks;

    private Catalogue(CatalogueLimits limits, Workbooks workbooks) {
        this.limits = limits;
        this.workbooks = workbooks;
    }

    /// What to do with a workbook.
    private interface Workbooks {
        Lines open(InputStream in) throws IOException;
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
        var limits = options.limits();
        return new Catalogue(limits, in -> Workbook.open(in, options.scratch(), limits))
                .handOver(upload, options, sink);
    }

    /// Looks at a catalogue while it arrives for what refuses it however the rest of it goes on: it
    /// is none, or passes a limit. Reads as far as it takes to tell; a workbook can only be judged
    /// whole, and so can an empty file.
    public static Optional<Reading.Refused> refusal(InputStream arriving, CatalogueOptions options)
            throws IOException {
        var in = new PushbackInputStream(arriving);
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        in.unread(first);
        var header = new HeaderOnly();
        try {
            var catalogue = new Catalogue(options.limits(), Catalogue::leave);
            return catalogue.handOver(in, options, header) instanceof Reading.Refused refused
                            && (header.found == null || refused.isTooLarge())
                    ? Optional.of(refused)
                    : Optional.empty();
        } catch (Undecided e) {
            return Optional.empty();
        }
    }

    private static Lines leave(InputStream workbook) throws Undecided {
        throw new Undecided();
    }

    /// What is there so far does not tell.
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

    private <X extends Exception> Reading handOver(
            InputStream upload, CatalogueOptions options, CatalogueSink<X> sink)
            throws IOException, X {
        var problems = new ProblemList();
        try (Lines lines = open(upload)) {
            return new ReadRows<>(lines, options, sink, problems).run();
        } catch (Refusal refusal) {
            problems.addLast(refusal.problem);
            return new Reading.Refused(problems.problems());
        }
    }

    private Lines open(InputStream upload) throws IOException {
        PushbackInputStream in = pushback(new Borrowed(upload));
        return FileKind.of(peek(in)) instanceof FileKind.Gzip ? inflated(in) : opened(in);
    }

    private Lines inflated(InputStream gzip) throws IOException {
        var packed = new CountedBytes(gzip);
        PushbackInputStream in = pushback(new Expanding(Inflated.of(packed), packed::seen));
        try {
            return opened(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private Lines opened(PushbackInputStream in) throws IOException {
        return switch (FileKind.of(peek(in))) {
            case FileKind.Gzip() -> throw refused("gzip data inside gzip data");
            case FileKind.Zip() -> workbooks.open(in);
            case FileKind.Text text -> csv(in, text);
            case FileKind.Other(String what) -> throw refused(what);
            case FileKind.Foreign(String what) ->
                    throw new Refusal(
                            Problem.ofFile(
                                    ProblemCode.UNREADABLE_TEXT,
                                    "This is " + what + ". Save it as UTF-8."));
        };
    }

    private Lines csv(InputStream in, FileKind.Text text) throws IOException {
        in.skipNBytes(text.mark());
        return new CsvLines(in, text, limits);
    }

    private PushbackInputStream pushback(InputStream in) {
        return new PushbackInputStream(new LimitedBytes(in, limits.maxBytes()), FileKind.HEAD);
    }

    private static byte[] peek(PushbackInputStream in) throws IOException {
        byte[] head = in.readNBytes(FileKind.HEAD);
        in.unread(head);
        return head;
    }

    static Refusal refused(String what) {
        return new Refusal(
                Problem.ofFile(
                        ProblemCode.NOT_A_CATALOGUE,
                        "This is " + what + ", not a CSV. imgmill takes .csv, .csv.gz and .xlsx."));
    }

    /// The upload belongs to who handed it over and is not closed here.
    private static final class Borrowed extends FilterInputStream {

        Borrowed(InputStream upload) {
            super(upload);
        }

        @Override
        public void close() {}
    }
}
