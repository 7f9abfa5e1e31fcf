package org.imgmill.api.intake;

import org.imgmill.fetch.Body;
import org.imgmill.fetch.Download;
import org.imgmill.fetch.Unreached;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;

/// How the fetching of a catalogue ended, as its owner is told.
final class SourceEndings {

    private SourceEndings() {}

    /// @throws Refused if it could not be had
    static Body body(String link, Download download) {
        return switch (download) {
            case Download.Complete(var body) -> body;
            case Download.HttpStatus(var status, _) ->
                    throw refused(link, "the server answered " + status);
            case Download.TooManyRedirects(var limit) ->
                    throw refused(link, "it was redirected more than " + limit + " times");
            case Download.TooLarge(var limit) ->
                    throw new Refused(
                            ProblemType.UPLOAD_TOO_LARGE,
                            "%s is larger than the %,d bytes that this server takes (imgmill.csv.max-bytes)."
                                    .formatted(link, limit));
            case Download.Truncated(var why) -> throw refused(link, "the server " + why);
            case Download.Undecodable(var why) -> throw refused(link, "the server " + why);
            case Download.SharePage(var service, var advice) ->
                    throw refused(
                            link,
                            "this is a page of %s, not the file. %s".formatted(service, advice));
            case Download.Busy _ ->
                    throw refused(link, "as many requests as the settings grant go to it already");
            case Download.NotKept(var why) ->
                    throw new Refused(
                            ProblemType.INSUFFICIENT_STORAGE,
                            "This server's disk takes nothing at the moment: %s.".formatted(why));
            case Download.NotModified _ ->
                    throw new IllegalStateException("nobody asked whether it had changed");
            case Unreached unreached -> throw refused(link, why(unreached));
        };
    }

    private static String why(Unreached unreached) {
        return switch (unreached) {
            case Unreached.InvalidUrl(var why) -> "the address " + why;
            case Unreached.Blocked(var host) -> host + " is not on the public internet";
            case Unreached.DnsFailed(var host) -> host + " has no address";
            case Unreached.ConnectFailed(var host) -> host + " could not be reached";
            case Unreached.ConnectionLost(var host) -> host + " hung up";
            case Unreached.TlsFailed(_, var why) -> why;
            case Unreached.TimedOut(var why) -> "the server " + why;
            case Unreached.Garbled(var why) -> "the server " + why;
        };
    }

    static Refused refused(String link, String why) {
        return new Refused(
                ProblemType.SOURCE_NOT_FETCHED,
                "The catalogue at %s could not be fetched: %s"
                        .formatted(link, why.endsWith(".") ? why : why + "."));
    }
}
