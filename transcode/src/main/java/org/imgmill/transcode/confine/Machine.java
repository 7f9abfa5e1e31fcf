package org.imgmill.transcode.confine;

import java.util.Locale;
import java.util.Optional;

/// A processor under Linux whose system calls are known here.
enum Machine {
    X86_64(0xC000003E),
    AARCH64(0xC00000B7);

    /// `AUDIT_ARCH_...` of linux/audit.h: what a filter sees as the caller's architecture.
    final int auditArch;

    Machine(int auditArch) {
        this.auditArch = auditArch;
    }

    static Optional<Machine> ofThisProcess() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> Optional.of(X86_64);
            case "aarch64" -> Optional.of(AARCH64);
            default -> Optional.empty();
        };
    }
}
