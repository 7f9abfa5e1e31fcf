package org.imgmill.fetch;

import java.time.Duration;
import java.util.Optional;

/// How one attempt to fetch a URL ended.
public sealed interface Download
        permits Download.Complete,
                Download.NotModified,
                Download.HttpStatus,
                Download.TooManyRedirects,
                Download.TooLarge,
                Download.Truncated,
                Download.Undecodable,
                Download.SharePage,
                Download.Busy,
                Download.NotKept,
                Unreached {

    /// The whole body is here; whoever takes it closes it.
    record Complete(Body body) implements Download {}

    /// The file is still the one that was known, so no body was sent. Only if that was asked.
    record NotModified(Version version) implements Download {}

    /// The server answered, but not with the whole body: an error, "later", or a part of it.
    ///
    /// @param retryAfter when the server asked us to come back
    record HttpStatus(int status, Optional<Duration> retryAfter) implements Download {}

    record TooManyRedirects(int limit) implements Download {}

    /// @param limit bytes, counted after content codings were undone
    record TooLarge(long limit) implements Download {}

    /// The body is not the one that was announced: cut off, longer than it said, or compressed and
    /// broken.
    ///
    /// @param why continues the sentence "the server ..."
    record Truncated(String why) implements Download {}

    /// The body is in a content coding that cannot be undone.
    ///
    /// @param why continues the sentence "the server ..."
    record Undecodable(String why) implements Download {}

    /// The link leads to a page on which a service shows the file.
    ///
    /// @param advice a sentence that says where the link to the file itself is
    record SharePage(String service, String advice) implements Download {}

    /// Nothing was asked: all the connections or requests that the settings grant to this host are
    /// taken at the moment.
    record Busy(Duration retryAfter) implements Download {}

    /// What came could not be kept on this node's own disk, which is no fault of the host.
    ///
    /// @param why what the file system said
    record NotKept(String why) implements Download {}
}
