package org.imgmill.processing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.imgmill.attempt.FailureCode;
import org.imgmill.fetch.Body;
import org.imgmill.fetch.Download;
import org.imgmill.fetch.Downloads;
import org.imgmill.fetch.Unreached;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.Transcoded;
import org.springframework.stereotype.Component;

/// One image outside any batch: fetched and transcoded in memory only, behind the same guard as all
/// others.
@Component
public class Preview {

    private final Downloads downloads;
    private final CodecPool codec;
    private final KeptPictures pictures;

    Preview(Downloads downloads, CodecPool codec, KeptPictures pictures) {
        this.pictures = pictures;
        this.downloads = downloads;
        this.codec = codec;
    }

    /// How a preview ended.
    public sealed interface Result {}

    /// @param bytesIn size of what was fetched
    public record Made(Transcoded.Done output, int bytesIn) implements Result {}

    /// A file as it was fetched; to be closed by whoever reads it.
    public record Fetched(Body body) implements Result {}

    public record Failed(FailureCode code, String detail) implements Result {}

    /// This node's own disk took no download, or did not give it back.
    public record NotKept(String why) implements Result {}

    /// Others already use up what the host's limits allow.
    public record Later(Duration retryAfter) implements Result {}

    /// Whether a file of this size may be handed in: as much as may be fetched.
    public boolean takes(long bytes) {
        return bytes <= downloads.mostBytes();
    }

    public long mostBytes() {
        return downloads.mostBytes();
    }

    public Result transcode(byte[] input, Recipe recipe) throws InterruptedException {
        return switch (codec.transcode(this, input, input.length, List.of(recipe)).getFirst()) {
            case Transcoded.Done done -> new Made(done, input.length);
            case Transcoded.Refused(var reason, var detail) ->
                    new Failed(FailureCode.of(reason), detail);
        };
    }

    /// @param hold takes so many bytes of memory for as long as the answer lasts
    public Result transcode(String url, Recipe recipe, LongConsumer hold)
            throws InterruptedException {
        return switch (fetch(url)) {
            case Fetched(var body) -> transcode(body, recipe, hold);
            case Made made -> made;
            case Failed failed -> failed;
            case NotKept notKept -> notKept;
            case Later later -> later;
        };
    }

    private Result transcode(Body body, Recipe recipe, LongConsumer hold)
            throws InterruptedException {
        try (body;
                var in = body.stream()) {
            hold.accept(body.length());
            return transcode(in.readAllBytes(), recipe);
        } catch (IOException | UncheckedIOException e) {
            return new NotKept(String.valueOf(e.getMessage()));
        }
    }

    /// A picture that came in with its batch.
    ///
    /// @param token under which the batch's pictures are kept
    public Result kept(String token, int row) throws InterruptedException {
        return switch (pictures.read(token, row)) {
            case KeptPictures.Read(var body) -> new Fetched(body);
            case KeptPictures.TooLarge() -> failed(FailureCode.TOO_LARGE);
            case KeptPictures.Missing() ->
                    failed(FailureCode.INTERNAL, "The picture is not kept any more.");
            case KeptPictures.NotNow(var why) -> new NotKept(why);
        };
    }

    /// The image at this address, one try.
    public Result fetch(String url) throws InterruptedException {
        return switch (downloads.fetch(url)) {
            case Download.Complete(var body) -> new Fetched(body);
            case Download.HttpStatus(var status, _) ->
                    failed(FailureCode.HTTP_STATUS, "The server answered " + status + ".");
            case Download.TooManyRedirects _ -> failed(FailureCode.TOO_MANY_REDIRECTS);
            case Download.TooLarge _ -> failed(FailureCode.TOO_LARGE);
            case Download.Truncated _ -> failed(FailureCode.TRUNCATED);
            case Download.Undecodable(var why) ->
                    failed(FailureCode.UNSUPPORTED_FORMAT, "The server " + why + ".");
            case Download.SharePage(var service, var advice) ->
                    failed(
                            FailureCode.NOT_AN_IMAGE,
                            "This is a page of %s, not the file. %s".formatted(service, advice));
            case Download.Busy(var retryAfter) -> new Later(retryAfter);
            case Download.NotKept(var why) -> new NotKept(why);
            case Download.NotModified _ ->
                    throw new IllegalStateException("nobody asked whether it had changed");
            case Unreached.InvalidUrl _ -> failed(FailureCode.INVALID_URL);
            case Unreached.Blocked _ -> failed(FailureCode.BLOCKED_ADDRESS);
            case Unreached.DnsFailed _ -> failed(FailureCode.DNS);
            case Unreached.ConnectFailed _, Unreached.ConnectionLost _, Unreached.Garbled _ ->
                    failed(FailureCode.CONNECT);
            case Unreached.TlsFailed _ -> failed(FailureCode.TLS);
            case Unreached.TimedOut _ -> failed(FailureCode.TIMEOUT);
        };
    }

    private static Failed failed(FailureCode code) {
        return failed(code, code.sentence());
    }

    private static Failed failed(FailureCode code, String detail) {
        return new Failed(code, detail);
    }
}
