package org.imgmill.catalogue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Opens ZIP files that strangers made: the JDK loads the whole directory, whatever its size, so
/// the size is checked first.
final class ZipFiles {

    private static final int END_RECORD = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int LOCATOR = 20;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LARGE_END_SIGNATURE = 0x06064b50;

    /// The encoding of Windows and DOS programs for names not marked as UTF-8.
    private static final String OEM = "IBM437";

    private ZipFiles() {}

    /// @param mostDirectory bytes of the directory
    /// @throws ZipException if it is none, or damaged
    /// @throws Refusal if its directory is larger
    static ZipFile open(Path file, long mostDirectory) throws IOException {
        long directory = directory(file);
        if (directory > mostDirectory) {
            throw new Refusal(
                    Problem.ofFile(
                            ProblemCode.TOO_MANY_BYTES,
                            "The directory of this ZIP archive is larger than "
                                    + Words.size(mostDirectory)
                                    + ". Split it into several."));
        }
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            // Names in another encoding fail here, and are read below.
            Charset names =
                    Charset.isSupported(OEM) ? Charset.forName(OEM) : StandardCharsets.ISO_8859_1;
            return new ZipFile(file.toFile(), names);
        }
    }

    /// How many bytes the directory takes, as the record at the end of the file says.
    private static long directory(Path file) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            ByteBuffer tail =
                    read(in, Math.max(0, length - END_RECORD - 0xFFFF), END_RECORD + 0xFFFF);
            for (int at = tail.limit() - END_RECORD; at >= 0; at--) {
                if (tail.getInt(at) == END_SIGNATURE) {
                    if (at + END_RECORD + (tail.getShort(at + 20) & 0xFFFF) != tail.limit()) {
                        throw new ZipException("something stands behind the end");
                    }
                    boolean large =
                            tail.getShort(at + 10) == -1
                                    || tail.getInt(at + 12) == -1
                                    || tail.getInt(at + 16) == -1;
                    return large
                            ? largeDirectory(in, length - tail.limit() + at)
                            : tail.getInt(at + 12) & 0xFFFFFFFFL;
                }
            }
            throw new ZipException("there is no directory");
        }
    }

    /// For more than 65,535 files or more than 4 GB.
    ///
    /// @param end where the ordinary record begins; the locator of the other stands before it
    private static long largeDirectory(RandomAccessFile in, long end) throws IOException {
        ByteBuffer locator = read(in, Math.max(0, end - LOCATOR), LOCATOR);
        if (locator.limit() == LOCATOR && locator.getInt(0) == LOCATOR_SIGNATURE) {
            long at = locator.getLong(8);
            if (at >= 0 && at < end) {
                ByteBuffer record = read(in, at, 56);
                if (record.limit() == 56
                        && record.getInt(0) == LARGE_END_SIGNATURE
                        && record.getLong(40) >= 0) {
                    return record.getLong(40);
                }
            }
        }
        throw new ZipException("its end is damaged");
    }

    private static ByteBuffer read(RandomAccessFile in, long from, int most) throws IOException {
        byte[] bytes = new byte[(int) Math.min(most, in.length() - from)];
        in.seek(from);
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
