package org.imgmill.api.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.imgmill.api.errors.LineError;
import org.imgmill.catalogue.Archive;
import org.imgmill.catalogue.Refusal;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.transcode.LooksLikeAPicture;
import org.jspecify.annotations.Nullable;

/// Pictures that came in instead of their addresses: files of a form, or what ZIP archives hold.
///
/// A file is a picture if its bytes or its name say so; with the name alone it fails later, with
/// the reason. Other files are left out, and counted.
final class ArrivedPictures implements AutoCloseable {

    static final Pattern CALLED_A_PICTURE =
            Pattern.compile(
                    "(?i).+\\.(jpe?g|jpe|jfif|png|gif|webp|avif|tiff?|bmp|heic|heif|svg|ico|jxl|jp2|psd)");

    /// What may come in one upload.
    ///
    /// @param pictures at most
    /// @param bytes of all of them
    /// @param picture bytes of one; larger ones are left out
    record Limits(long pictures, long bytes, long picture) {}

    /// @param path its id: where it stands in its folder or archive, unlike that of any other
    record Picture(String path, Accept.Upload bytes) {}

    private final Limits limits;
    private final List<Archive> archives = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();
    private final List<String> others = new ArrayList<>();
    private final List<String> tooLarge = new ArrayList<>();
    private int doubled;

    private ArrivedPictures(Limits limits) {
        this.limits = limits;
    }

    /// The files of a form's field `images`.
    ///
    /// @throws Refused if there is no picture among them, or too many are
    static ArrivedPictures of(List<SpooledFile> files, Limits limits) {
        var arrived = new ArrivedPictures(limits);
        try {
            for (var file : files) {
                Archive archive = arrived.archive(file);
                if (archive == null) {
                    arrived.add(
                            Archive.below(file.getOriginalFilename()),
                            file.getSize(),
                            file::getInputStream);
                } else {
                    arrived.addAll(archive);
                }
            }
            arrived.requireSome();
            return arrived;
        } catch (IOException | RuntimeException e) {
            arrived.close();
            throw refused(e);
        }
    }

    /// The pictures of an archive that came where a catalogue was expected.
    ///
    /// @return null if the file is no archive, or holds a catalogue or nothing that is a picture
    static @Nullable ArrivedPictures in(SpooledFile file, Limits limits) {
        var arrived = new ArrivedPictures(limits);
        try {
            Archive archive = arrived.archive(file);
            if (archive != null && !archive.isDocument()) {
                arrived.addAll(archive);
            }
            if (!arrived.pictures.isEmpty()) {
                return arrived;
            }
        } catch (Refusal e) {
            // The reader of catalogues says what is wrong.
            if (!arrived.pictures.isEmpty()) {
                arrived.close();
                throw refused(e);
            }
        } catch (IOException | RuntimeException e) {
            arrived.close();
            throw refused(e);
        }
        arrived.close();
        return null;
    }

    static RuntimeException refused(Exception e) {
        return switch (e) {
            case Refusal refusal -> LineError.refused(refusal.reading());
            case RuntimeException ours -> ours;
            case IOException io ->
                    new UncheckedIOException("the spooled pictures could not be read", io);
            default -> new IllegalStateException(e);
        };
    }

    private @Nullable Archive archive(SpooledFile file) throws IOException {
        try (var in = file.getInputStream()) {
            byte[] head = in.readNBytes(4);
            boolean isOne =
                    head.length == 4
                            && head[0] == 'P'
                            && head[1] == 'K'
                            && (head[2] == 3 || head[2] == 5);
            if (!isOne) {
                return null;
            }
        }
        var archive = Archive.open(file.path(), limits.bytes());
        archives.add(archive);
        return archive;
    }

    private void addAll(Archive archive) throws IOException {
        doubled += archive.doubled();
        for (int i = 0; i < archive.count(); i++) {
            int file = i;
            add(archive.path(file), archive.size(file), () -> archive.open(file));
        }
    }

    private void add(String path, long size, Accept.Upload bytes) throws IOException {
        if (Archive.isLitter(path)) {
            return;
        }
        if (!CALLED_A_PICTURE.matcher(path).matches() && !looksLikeOne(bytes)) {
            others.add(path);
        } else if (size > limits.picture()) {
            tooLarge.add(path);
        } else {
            pictures.add(new Picture(unlikeOthers(path), bytes));
        }
        if (pictures.size() > limits.pictures()) {
            throw new Refused(
                    ProblemType.CATALOGUE_TOO_LARGE,
                    "There are more than %,d pictures (imgmill.csv.max-rows, max-images). Send them in several batches."
                            .formatted(limits.pictures()));
        }
    }

    private static boolean looksLikeOne(Accept.Upload bytes) throws IOException {
        try (InputStream in = bytes.open()) {
            return LooksLikeAPicture.is(in.readNBytes(LooksLikeAPicture.HEAD));
        }
    }

    /// Two pictures of one name are two pictures: `a.jpg` and `a (2).jpg`.
    private String unlikeOthers(String path) {
        if (paths.add(path)) {
            return path;
        }
        int dot = path.lastIndexOf('.');
        int end = dot > path.lastIndexOf('/') + 1 ? dot : path.length();
        for (int n = 2; ; n++) {
            var candidate = path.substring(0, end) + " (" + n + ")" + path.substring(end);
            if (paths.add(candidate)) {
                return candidate;
            }
        }
    }

    private void requireSome() {
        if (pictures.isEmpty()) {
            throw new Refused(
                    ProblemType.MISSING_IMAGES,
                    "There is no picture among the %d files of \"images\"%s."
                            .formatted(
                                    others.size() + tooLarge.size(),
                                    tooLarge.isEmpty() ? "" : ", or all are too large"));
        }
    }

    List<Picture> pictures() {
        return pictures;
    }

    /// The folder that all of them stand in; null: there is no such.
    @Nullable String folder() {
        String folder = null;
        for (var picture : pictures) {
            int slash = picture.path().indexOf('/');
            var first = slash < 0 ? null : picture.path().substring(0, slash);
            if (first == null || (folder != null && !folder.equals(first))) {
                return null;
            }
            folder = first;
        }
        return folder;
    }

    List<String> warnings() {
        var warnings = new ArrayList<String>();
        warn(warnings, others, "no picture", "no pictures");
        warn(
                warnings,
                tooLarge,
                "larger than %,d bytes (imgmill.outbound.max-bytes)".formatted(limits.picture()),
                "larger than %,d bytes (imgmill.outbound.max-bytes)".formatted(limits.picture()));
        if (doubled > 0) {
            warnings.add(
                    doubled == 1
                            ? "1 file of the archive has the name of another and was left out."
                            : "%,d files of the archive have names of others and were left out."
                                    .formatted(doubled));
        }
        return warnings;
    }

    private static void warn(
            List<String> warnings, List<String> files, String isOne, String areSome) {
        if (!files.isEmpty()) {
            warnings.add(
                    files.size() == 1
                            ? "1 file is %s and was left out: %s."
                                    .formatted(isOne, files.getFirst())
                            : "%,d files are %s and were left out, among them %s."
                                    .formatted(files.size(), areSome, files.getFirst()));
        }
    }

    @Override
    public void close() {
        for (var archive : archives) {
            try {
                archive.close();
            } catch (IOException e) {
                throw new UncheckedIOException("an archive could not be closed", e);
            }
        }
    }
}
