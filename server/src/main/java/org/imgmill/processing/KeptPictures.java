package org.imgmill.processing;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.imgmill.batch.Originals;
import org.imgmill.fetch.Body;
import org.imgmill.fetch.Download;
import org.imgmill.fetch.Downloads;
import org.imgmill.storage.Storage;
import org.springframework.stereotype.Component;

/// Pictures that came in with their batch, read from the storage as others are fetched: in the same
/// memory, within the same limits.
@Component
class KeptPictures {

    private final Storage storage;
    private final Downloads downloads;

    KeptPictures(Storage storage, Downloads downloads) {
        this.storage = storage;
        this.downloads = downloads;
    }

    /// How the reading of one ended.
    sealed interface Result {}

    /// To be closed by whoever takes it.
    record Read(Body body) implements Result {}

    record TooLarge() implements Result {}

    /// It is not in the storage.
    record Missing() implements Result {}

    /// The storage, or our own disk, does not give it at the moment.
    record NotNow(String why) implements Result {}

    /// @param token under which the batch's pictures are kept
    Result read(String token, int row) throws InterruptedException {
        try {
            var picture = storage.open(Originals.picture(token, row));
            if (picture.isEmpty()) {
                return new Missing();
            }
            try (var in = picture.get().getInputStream()) {
                return switch (downloads.keep(in, picture.get().contentLength())) {
                    case Download.Complete(var body) -> new Read(body);
                    case Download.TooLarge _ -> new TooLarge();
                    case Download.NotKept(var why) -> new NotNow(why);
                    case Download other ->
                            throw new IllegalStateException("nothing was fetched: " + other);
                };
            }
        } catch (IOException e) {
            if (Thread.interrupted() || e instanceof ClosedByInterruptException) {
                throw new InterruptedException("while a picture was read");
            }
            return new NotNow(String.valueOf(e.getMessage()));
        }
    }
}
