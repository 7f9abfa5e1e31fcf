package org.imgmill.processing;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import org.imgmill.fetch.Asker;
import org.imgmill.fetch.Download;
import org.imgmill.fetch.Downloads;
import org.imgmill.fetch.Unreached;
import org.imgmill.fetch.Version;
import org.imgmill.storage.SourceBuckets;
import org.springframework.stereotype.Component;

/// Fetches pictures from where they lie: from a web server, or from a bucket that the settings
/// name, whose objects end like downloads.
@Component
class Pictures {

    private final Downloads downloads;
    private final SourceBuckets buckets;

    Pictures(Downloads downloads, SourceBuckets buckets) {
        this.downloads = downloads;
        this.buckets = buckets;
    }

    Download fetch(String url, Asker asker) throws InterruptedException {
        return SourceBuckets.isOne(url)
                ? ofBucket(url, Optional.empty())
                : downloads.fetch(url, asker);
    }

    /// As `fetch`, only if it is another picture than the one that is known.
    Download fetchAgain(String url, Asker asker, Optional<Version> known)
            throws InterruptedException {
        return SourceBuckets.isOne(url)
                ? ofBucket(url, known)
                : downloads.fetchAgain(url, asker, known);
    }

    private Download ofBucket(String url, Optional<Version> known) throws InterruptedException {
        var bucket = SourceBuckets.bucket(url).orElse(url);
        if (!buckets.allows(url)) {
            return new Unreached.Blocked(bucket);
        }
        var before = known.filter(version -> version.at().equals(url));
        try {
            return switch (buckets.open(url, before.map(Version::etag).orElse(null))) {
                case SourceBuckets.Unchanged() -> new Download.NotModified(before.orElseThrow());
                case SourceBuckets.Denied(var status) ->
                        new Download.HttpStatus(status, Optional.empty());
                case SourceBuckets.Found found -> kept(url, found);
            };
        } catch (IOException e) {
            if (Thread.interrupted() || e instanceof ClosedByInterruptException) {
                throw new InterruptedException("while a picture was read");
            }
            return new Unreached.ConnectFailed(bucket);
        }
    }

    private Download kept(String url, SourceBuckets.Found found)
            throws IOException, InterruptedException {
        try (var in = found.bytes()) {
            return switch (downloads.keep(in, found.length())) {
                case Download.Complete(var body) ->
                        new Download.Complete(
                                body.of(new Version(url, found.etag(), null, Duration.ZERO)));
                case Download other -> other;
            };
        }
    }
}
