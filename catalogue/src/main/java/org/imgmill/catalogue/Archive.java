package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// The files of a ZIP archive that a stranger made: its directory, their names and what they unpack
/// to are within limits.
public final class Archive implements Closeable {

    private static final long MOST_DIRECTORY = 64L << 20;
    private static final int LONGEST_NAME = 1_000;

    private final ZipFile zip;
    private final List<ZipEntry> files = new ArrayList<>();
    private final int doubled;
    private final long mostBytes;
    private long unpacked;

    private Archive(ZipFile zip, long mostBytes) {
        this.zip = zip;
        this.mostBytes = mostBytes;
        var names = new HashSet<String>();
        int twice = 0;
        for (ZipEntry entry : zip.stream().toList()) {
            if (entry.isDirectory() || isLitter(entry.getName())) {
                continue;
            }
            if (names.add(entry.getName())) {
                files.add(entry);
            } else {
                twice++;
            }
        }
        doubled = twice;
    }

    /// @param mostBytes that all files together may unpack to
    /// @throws Refusal if it is damaged, or its directory too large
    public static Archive open(Path file, long mostBytes) throws IOException {
        try {
            return new Archive(ZipFiles.open(file, MOST_DIRECTORY), mostBytes);
        } catch (ZipException e) {
            var refusal =
                    new Refusal(
                            Problem.ofFile(
                                    ProblemCode.DAMAGED_FILE,
                                    "The ZIP archive is damaged or cut off. Pack it again."));
            refusal.initCause(e);
            throw refusal;
        }
    }

    /// Whether a program, not a person, left this file in an archive or folder.
    public static boolean isLitter(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return path.startsWith("__MACOSX/")
                || name.startsWith("._")
                || switch (name.toLowerCase(Locale.ROOT)) {
                    case ".ds_store", "thumbs.db", "desktop.ini" -> true;
                    default -> false;
                };
    }

    /// Whether it is the file of an office program.
    public boolean isDocument() {
        return zip.getEntry("[Content_Types].xml") != null
                || zip.getEntry("xl/workbook.xml") != null
                || zip.getEntry("mimetype") != null;
    }

    public int count() {
        return files.size();
    }

    /// How many files had the name of an earlier one: readers see the first.
    public int doubled() {
        return doubled;
    }

    /// The path of a file, which leads nowhere but below the archive.
    public String path(int file) {
        return below(files.get(file).getName());
    }

    /// The unpacked size of a file as the archive tells it; -1: unknown.
    public long size(int file) {
        return files.get(file).getSize();
    }

    /// Unpacks a file; refuses more than 200 times its size, or than the limit for all files.
    public InputStream open(int file) throws IOException {
        ZipEntry entry = files.get(file);
        return new Counted(new Expanding(zip.getInputStream(entry), entry::getCompressedSize));
    }

    /// A path as somebody wrote it, without what leads out of its folder or cannot be shown.
    public static String below(String path) {
        var clean = new StringBuilder();
        for (String part : path.replace('\\', '/').split("/", -1)) {
            String name = part.replaceAll("\\p{Cntrl}", "_").strip();
            boolean isDrive = clean.isEmpty() && name.matches("[A-Za-z]:");
            if (!name.isEmpty() && !name.equals(".") && !name.equals("..") && !isDrive) {
                clean.append(clean.isEmpty() ? "" : "/").append(name);
            }
        }
        String all = clean.isEmpty() ? "unnamed" : clean.toString();
        return all.length() <= LONGEST_NAME ? all : all.substring(all.length() - LONGEST_NAME);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private synchronized void count(long more) throws Refusal {
        unpacked += more;
        if (unpacked > mostBytes) {
            throw new Refusal(
                    Problem.ofFile(
                            ProblemCode.TOO_MANY_BYTES,
                            "The archive holds more than "
                                    + Words.size(mostBytes)
                                    + " (unpacked). Split it into several."));
        }
    }

    private final class Counted extends CountingBytes {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        void count(long more) throws Refusal {
            Archive.this.count(more);
        }
    }
}
