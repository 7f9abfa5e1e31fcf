package org.imgmill.transcode.confine;

import java.io.IOException;
import java.util.Optional;

/// A process with one wall around it, which tries one thing and says how that went; with nothing to
/// try, it waits.
final class OneWall {

    private OneWall() {}

    public static void main(String[] args) throws IOException {
        HostileAct.Deed deed =
                args[1].isEmpty() ? null : HostileAct.valueOf(args[1]).prepare(args[2]);
        // Classes are files here, and must all have been read before none can be opened.
        new Kernel(Machine.ofThisProcess().orElseThrow()).call(SystemCall.GETPID);
        var refused =
                switch (args[0]) {
                    case "none" -> Optional.empty();
                    case "landlock" ->
                            new Landlock(new Kernel(Machine.ofThisProcess().orElseThrow()))
                                    .restrict();
                    case "descriptors" -> Descriptors.allowNoMore();
                    case "hide" -> ThisProcess.hide();
                    default -> throw new IllegalArgumentException(args[0]);
                };
        refused.ifPresent(System.out::println);
        System.out.println(deed == null ? "waits" : deed.run());
        if (deed == null) {
            System.in.read();
        }
    }
}
