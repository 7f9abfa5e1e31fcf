package org.imgmill.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import org.imgmill.links.KeyPath;

/// The pictures of a run, under `images/`: hard links to the files that its server keeps, so that a
/// picture that did not change is still the same file.
///
/// A picture keeps the name that the run that made it gave it. If rows have moved since, two
/// pictures may want one name: the one already there keeps it, and the other gets the start of its
/// token into its name.
final class PlacedPictures {

    private static final int TOKEN_LETTERS = 6;

    private final Path objects;
    private final Path images;
    private final PictureLinks links;
    private final Set<String> taken = new HashSet<>();

    /// @param links in the files that name pictures
    PlacedPictures(Path objects, Path images, PictureLinks links) {
        this.objects = objects;
        this.images = images;
        this.links = links;
    }

    PictureLinks links() {
        return links;
    }

    /// @param token of the run that made it
    /// @param name its path under that
    record Picture(String token, String name) {}

    /// Takes pictures one by one.
    @FunctionalInterface
    interface Hearer {
        void hear(Picture picture) throws IOException;
    }

    /// What names pictures, some of them more than once, in the same order each time.
    @FunctionalInterface
    interface Names {
        void each(Hearer hearer) throws IOException;
    }

    /// Puts all of them in their places; what is there already is not touched.
    void place(Names names) throws IOException {
        var tokens = new HashSet<String>();
        names.each(picture -> tokens.add(picture.token()));
        boolean several = tokens.size() > 1;
        if (several) {
            var wanted = new HashSet<String>();
            names.each(
                    picture -> {
                        if (Files.exists(usual(picture)) && !isAt(usual(picture), picture)) {
                            wanted.add(picture.name());
                        }
                    });
            names.each(
                    picture -> {
                        if (wanted.contains(picture.name()) && isAt(usual(picture), picture)) {
                            taken.add(picture.name());
                        }
                    });
        }
        names.each(
                picture -> {
                    if (!isAt(usual(picture), picture) && !isAt(other(picture), picture)) {
                        boolean free = !several || taken.add(picture.name());
                        link(object(picture), free ? usual(picture) : other(picture));
                    }
                });
    }

    /// Where it is, below the folder that holds `images/`.
    String path(Picture picture) throws IOException {
        var place = isAt(other(picture), picture) ? otherName(picture) : picture.name();
        return "images/" + place;
    }

    private Path object(Picture picture) {
        return objects.resolve(picture.token()).resolve(KeyPath.word(picture.name()));
    }

    private Path usual(Picture picture) {
        return images.resolve(picture.name());
    }

    private Path other(Picture picture) {
        return images.resolve(otherName(picture));
    }

    private static String otherName(Picture picture) {
        int dot = picture.name().lastIndexOf('.');
        var token = picture.token();
        return "%s~%s%s"
                .formatted(
                        picture.name().substring(0, dot),
                        token.substring(0, Math.min(TOKEN_LETTERS, token.length())),
                        picture.name().substring(dot));
    }

    /// On a disk without hard links it is a copy, with the same time.
    private boolean isAt(Path place, Picture picture) throws IOException {
        var object = object(picture);
        try {
            return Files.isSameFile(place, object)
                    || (Files.size(place) == Files.size(object)
                            && Files.getLastModifiedTime(place)
                                    .equals(Files.getLastModifiedTime(object)));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void link(Path object, Path place) throws IOException {
        Files.createDirectories(place.getParent());
        var fresh = place.resolveSibling(".imgmill.part");
        Files.deleteIfExists(fresh);
        try {
            Files.createLink(fresh, object);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(object, fresh, StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.move(
                fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
