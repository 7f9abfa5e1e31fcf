package org.imgmill.transcode;

import java.util.List;
import java.util.Optional;
import org.imgmill.transcode.confine.ThisProcess;

/// What can be taken away from processes on this system. It calls the system, so it needs Java 25,
/// unlike what transcodes.
public final class ConfineProcess {

    private ConfineProcess() {}

    /// What this system cannot take away from a child; nothing is changed.
    public static List<String> lacking() {
        return ThisProcess.lacking();
    }

    /// Keeps other processes of the same user from reading this one's memory and environment.
    ///
    /// @return why not
    public static Optional<String> hideThisProcess() {
        return ThisProcess.hide();
    }
}
