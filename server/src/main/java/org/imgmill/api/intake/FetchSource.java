package org.imgmill.api.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Source;
import org.imgmill.fetch.Asker;
import org.imgmill.fetch.Body;
import org.imgmill.fetch.Download;
import org.imgmill.fetch.Downloads;
import org.imgmill.fetch.ParsedUrl;
import org.imgmill.fetch.SheetLinks;
import org.imgmill.fetch.Version;
import org.imgmill.fetch.WebUrl;
import org.imgmill.node.Folders;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Fetches a catalogue that lies at an address, behind the same guard as images, onto the disk,
/// where it is read like one that was sent.
@Component
class FetchSource {

    private static final String ACCEPT =
            "text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,"
                    + "application/json;q=0.9,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Downloads downloads;
    private final BucketSource buckets;
    private final long mostBytes;
    private final Path folder;

    FetchSource(
            Downloads downloads, BucketSource buckets, UploadSettings settings, Folders folders) {
        this.buckets = buckets;
        this.downloads = downloads;
        this.mostBytes = settings.maxBytes().toBytes();
        this.folder = folders.temporary();
    }

    /// A catalogue that was fetched, for as long as somebody works on it.
    ///
    /// @param name what its address calls it
    record Fetched(SpooledFile file, String name, Source source) {}

    /// @throws Refused naming the address, if it cannot be had
    <T> T then(String link, Function<Fetched, T> work) {
        if (BucketSource.isPrefix(link)) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "A prefix of a bucket is the source_url of a catalogue (POST /v1/catalogues), not of an upload.");
        }
        if (BucketSource.isOne(link)) {
            return Objects.requireNonNull(
                    ofBucket(link, Optional.empty(), again -> work.apply(again.fetched())));
        }
        var url = address(link);
        var file = new SpooledFile("file", name(url), folder);
        try {
            var etag = keep(fetch(link, url), file);
            if (file.isEmpty()) {
                throw SourceEndings.refused(link, "the file is empty");
            }
            return work.apply(
                    new Fetched(file, file.getOriginalFilename(), new Source(link, etag)));
        } finally {
            file.discard();
        }
    }

    /// As `then`, unless the catalogue is unchanged.
    ///
    /// @param known empty: nothing yet
    /// @return false if it is unchanged, and nothing was done
    boolean thenIfOther(String link, Optional<Version> known, Consumer<FetchedAgain> work) {
        if (BucketSource.isOne(link)) {
            var done =
                    ofBucket(
                            link,
                            known,
                            again -> {
                                work.accept(again);
                                return true;
                            });
            return done != null;
        }
        var url = address(link);
        var answer =
                fetch(
                        link,
                        (key) ->
                                downloads.fileAgain(
                                        url,
                                        ACCEPT,
                                        mostBytes,
                                        TIMEOUT,
                                        new Asker(key, "source"),
                                        known));
        if (answer instanceof Download.NotModified) {
            return false;
        }
        var file = new SpooledFile("file", name(url), folder);
        try {
            var body = SourceEndings.body(link, answer);
            var version = body.version();
            var etag = keep(body, file);
            if (file.isEmpty()) {
                throw SourceEndings.refused(link, "the file is empty");
            }
            work.accept(
                    new FetchedAgain(
                            new Fetched(file, file.getOriginalFilename(), new Source(link, etag)),
                            version));
            return true;
        } finally {
            file.discard();
        }
    }

    /// @return null: it is unchanged, and nothing was done
    private <T> @Nullable T ofBucket(
            String link, Optional<Version> known, Function<FetchedAgain, T> work) {
        var path = link.replaceFirst("/+$", "");
        var file = new SpooledFile("file", path.substring(path.lastIndexOf('/') + 1), folder);
        try {
            var version = buckets.fetch(link, known, file.path());
            if (version == null) {
                return null;
            }
            if (file.isEmpty()) {
                throw SourceEndings.refused(link, "the file is empty");
            }
            var source = new Source(link, version.etag());
            return work.apply(
                    new FetchedAgain(
                            new Fetched(file, file.getOriginalFilename(), source), version));
        } finally {
            file.discard();
        }
    }

    /// @param version what its host says of it
    record FetchedAgain(Fetched fetched, @Nullable Version version) {}

    private interface Asking {
        Download ask(String key) throws InterruptedException;
    }

    private static Download fetch(String link, Asking asking) {
        try {
            return asking.ask(String.valueOf(Caller.current().key()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server stops over " + link, e);
        }
    }

    /// @throws Refused if it cannot be one
    void check(String link) {
        if (BucketSource.isOne(link)) {
            buckets.check(link);
        } else {
            var _ = address(link);
        }
    }

    private static WebUrl address(String link) {
        return switch (WebUrl.parse(SheetLinks.csv(link))) {
            case WebUrl url -> url;
            case ParsedUrl.Invalid(var why) ->
                    throw new Refused(
                            ProblemType.INVALID_FIELD,
                            "source_url is an address such as https://shop.example/products.csv; \"%s\" %s."
                                    .formatted(link, why));
        };
    }

    /// The last part of the path; for an online table and a bare host, the host.
    private static String name(WebUrl url) {
        var path = url.target().replaceFirst("[?].*", "");
        var last = path.substring(path.lastIndexOf('/') + 1);
        if (last.isEmpty() || !last.contains(".")) {
            return url.host();
        }
        try {
            return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return last;
        }
    }

    /// @return what the host calls this state of the file
    private static @Nullable String keep(Body body, SpooledFile file) {
        try (body;
                var in = body.stream()) {
            Files.copy(in, file.path(), StandardCopyOption.REPLACE_EXISTING);
            return body.etag();
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue could not be spooled", e);
        }
    }

    private Body fetch(String link, WebUrl url) {
        try {
            var key = String.valueOf(Caller.current().key());
            return SourceEndings.body(
                    link,
                    downloads.file(url, ACCEPT, mostBytes, TIMEOUT, new Asker(key, "source")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server stops", e);
        }
    }
}
