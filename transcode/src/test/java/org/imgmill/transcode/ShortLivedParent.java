package org.imgmill.transcode;

import java.io.IOException;
import java.nio.file.Path;

/// A server that a test kills: transcodes one image in the given folder, prints its child's process
/// id, and waits.
final class ShortLivedParent {

    private ShortLivedParent() {}

    public static void main(String[] args) throws InterruptedException, IOException {
        byte[] photo = Pictures.jpeg(Pictures.photo(64, 48), 0.9f);
        var limits = TranscodeLimits.DEFAULT.withWorkers(1).withDirectory(Path.of(args[0]));
        var transcoder = Transcoder.start(limits, JpegPath.NONE);
        transcoder.transcode(photo, photo.length, Recipe.DEFAULT);
        System.out.println(ProcessHandle.current().children().findFirst().orElseThrow().pid());
        System.out.flush();
        Thread.currentThread().join();
    }
}
