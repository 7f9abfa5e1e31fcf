package org.imgmill.transcode;

import java.util.List;
import java.util.Optional;
import org.imgmill.transcode.confine.ThisProcess;

/// Whether children give up what decoding does not need before they see a picture.
public enum Confinement {
    /// As far as the system can; the log says what it cannot.
    AVAILABLE,

    /// All of it, or no child works.
    REQUIRED,

    /// Not at all: for a system that ends children which did nothing wrong.
    OFF;

    /// What this system cannot do of it; nothing is changed.
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
