package org.imgmill.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A folder of pictures, packed into one file as the server takes them: files named like pictures,
/// in its folders too, except those whose name begins with a dot. Links are not followed.
final class PictureFolder {

    private static final String PICTURE =
            "(?i).+\\.(jpe?g|jpe|jfif|png|gif|webp|avif|tiff?|bmp|heic|heif|svg|ico|jxl|jp2|psd)";

    private static final Set<String> PARTS_OF_DOCUMENTS = Set.of("[Content_Types].xml", "mimetype");

    private PictureFolder() {}

    /// In an order that is the same each time.
    static List<Path> pictures(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches(PICTURE))
                    .filter(file -> !isHidden(folder.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new BadInput("the folder %s cannot be read: %s.".formatted(folder, e));
        }
    }

    private static boolean isHidden(Path path) {
        for (var part : path) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /// Whether a file is an archive of pictures; documents hold pictures too, and are none.
    static boolean isPacked(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var head = in.readNBytes(2);
            if (head.length < 2 || head[0] != 'P' || head[1] != 'K') {
                return false;
            }
        }
        try (var zip = new ZipFile(file.toFile())) {
            var names = zip.stream().map(ZipEntry::getName).toList();
            return names.stream().anyMatch(name -> name.matches(PICTURE))
                    && names.stream().noneMatch(PARTS_OF_DOCUMENTS::contains);
        } catch (ZipException e) {
            // The reader of catalogues says what is wrong.
            return false;
        }
    }

    /// The same bytes for the same pictures.
    static Path packed(Path folder) throws IOException {
        var file = Files.createTempFile("imgmill-pictures", ".zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            // Pictures are compressed already.
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (var picture : pictures(folder)) {
                var entry = new ZipEntry(folder.relativize(picture).toString().replace('\\', '/'));
                entry.setLastModifiedTime(FileTime.fromMillis(0));
                zip.putNextEntry(entry);
                Files.copy(picture, zip);
                zip.closeEntry();
            }
        } catch (IOException | RuntimeException e) {
            Files.delete(file);
            throw e;
        }
        return file;
    }
}
