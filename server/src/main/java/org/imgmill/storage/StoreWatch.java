package org.imgmill.storage;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Knows by the results of requests whether the object store answers, and says so once.
///
/// ```
///             one fails, and none succeeded meanwhile
/// answering -----------------------------------------> away
///     ^                                                 | every two seconds one reader looks
///     '---------------- any succeeds -------------------'
/// ```
///
/// While it is away, readers hear so at once: nobody waits for what another one has just waited
/// for. Whoever stores is not stopped here; lanes rest by themselves.
final class StoreWatch {

    private static final Logger log = LoggerFactory.getLogger(StoreWatch.class);
    private static final Duration REST = Duration.ofSeconds(2);
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toNanos();

    private final String bucket;
    private final Runnable look;

    private long answered = System.nanoTime();
    private boolean away;
    private boolean told;
    private long silentUntil = System.nanoTime();
    private boolean looking;
    private long restUntil;

    /// @param bucket its name
    /// @param look asks it for next to nothing, within a short time
    StoreWatch(String bucket, Runnable look) {
        this.bucket = bucket;
        this.look = look;
    }

    /// A request to the object store.
    interface Request<T> {
        T send();
    }

    /// Reads, unless the store is known to be away.
    ///
    /// @throws NoSuchKeyException where there is no such object
    <T> T read(String what, Request<T> request) throws StorageAway {
        refuseWhileAway();
        try {
            return send(request);
        } catch (NoSuchKeyException e) {
            throw e;
        } catch (SdkException e) {
            tell(e);
            throw new StorageAway(failed(what, e), e);
        }
    }

    /// Sends a request even while the store is away.
    <T> T send(Request<T> request) {
        long began = System.nanoTime();
        try {
            var answer = request.send();
            answers();
            return answer;
        } catch (NoSuchKeyException e) {
            // A HEAD for an object gets the same answer where the bucket is missing.
            throw e;
        } catch (SdkException e) {
            failed(began, e);
            throw e;
        }
    }

    private void refuseWhileAway() throws StorageAway {
        synchronized (this) {
            if (!away) {
                return;
            }
            if (looking || System.nanoTime() - restUntil < 0) {
                throw new StorageAway("the bucket %s does not answer".formatted(bucket));
            }
            looking = true;
        }
        try {
            send(
                    () -> {
                        look.run();
                        return true;
                    });
        } catch (SdkException e) {
            if (isAway()) {
                throw new StorageAway(failed("be asked", e), e);
            }
        } finally {
            synchronized (this) {
                looking = false;
            }
        }
    }

    private synchronized boolean isAway() {
        return away;
    }

    private void answers() {
        synchronized (this) {
            answered = System.nanoTime();
            away = false;
            if (!told) {
                return;
            }
            told = false;
        }
        log.info("The object store answers again. Outputs can be read.");
    }

    private void failed(long began, SdkException e) {
        synchronized (this) {
            if (!concernsAll(e) || answered - began > 0) {
                return;
            }
            away = true;
            restUntil = System.nanoTime() + REST.toNanos();
        }
        tell(e);
    }

    private void tell(SdkException e) {
        synchronized (this) {
            if (told || System.nanoTime() - silentUntil < 0) {
                return;
            }
            told = true;
            silentUntil = System.nanoTime() + BETWEEN_WARNINGS;
        }
        log.warn(
                "The object store does not answer as it should ({}). /files and results.zip are 503 until it does; it is asked again every {} s.",
                failed("be read", e),
                REST.toSeconds());
    }

    /// Whether other requests would fail as well.
    private static boolean concernsAll(SdkException e) {
        return e instanceof SdkClientException
                || e instanceof NoSuchBucketException
                || (e instanceof S3Exception answer
                        && (answer.statusCode() >= 500 || answer.statusCode() == 401));
    }

    /// In one line, without anything secret.
    String failed(String what, SdkException e) {
        return "the bucket %s could not %s: %s".formatted(bucket, what, why(e));
    }

    static String why(SdkException e) {
        if (e instanceof S3Exception answer) {
            var details = answer.awsErrorDetails();
            return "%d %s"
                    .formatted(
                            answer.statusCode(),
                            details == null || details.errorCode() == null
                                    ? ""
                                    : details.errorCode())
                    .strip();
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
