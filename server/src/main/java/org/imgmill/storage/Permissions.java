package org.imgmill.storage;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Outputs are read by this server and its group; others on the machine have links like everybody
/// else.
final class Permissions {

    static final FileAttribute<?>[] FILE = of("rw-r-----");
    static final FileAttribute<?>[] FOLDER = of("rwxr-x---");

    private Permissions() {}

    private static FileAttribute<?>[] of(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
