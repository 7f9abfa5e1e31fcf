package org.imgmill.transcode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imgmill.transcode.header.Headers;
import org.imgmill.transcode.header.Kind;
import org.imgmill.transcode.header.Sniffed.Picture;
import org.jspecify.annotations.Nullable;

/// The pictures that recipes may lay over others, by their names: the files of a folder that the
/// operator lends, and what was handed in.
///
/// @param folder null: none is lent
public record Watermarks(@Nullable Path folder, HandedIn handedIn) {

    /// No recipe can have a watermark.
    public static final Watermarks NONE = new Watermarks(null, name -> Optional.empty());

    /// Each is sent to a child beside every picture that it is laid over.
    private static final int MOST_BYTES = 4 << 20;

    private static final long MOST_PIXELS = 16_000_000;

    /// Pictures that were handed in, each under a name that no other picture ever gets.
    @FunctionalInterface
    public interface HandedIn {

        /// Empty: there is none of this name.
        Optional<byte[]> find(String name);
    }

    /// A watermark as it lies in its file.
    record Mark(Kind kind, byte[] file) {}

    /// Those of a folder alone.
    public static Watermarks in(Path folder) {
        return new Watermarks(folder, NONE.handedIn);
    }

    /// All that is lent, in order.
    public List<String> names() {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> new RecipeValue.FileName().parse(name) != null)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the watermarks in " + folder + " cannot be read", e);
        }
    }

    /// What is wrong with the watermark of a recipe, in a sentence; empty: nothing, or it has none.
    public Optional<String> problem(Recipe recipe) {
        String name = recipe.watermark();
        if (name == null) {
            return Optional.empty();
        }
        try {
            Optional<byte[]> bytes = find(name);
            return bytes.isPresent()
                    ? problem(name, bytes.get())
                    : Optional.of(
                            "watermark: there is no \"%s\"; this server lends %s"
                                    .formatted(name, names()));
        } catch (IOException e) {
            return Optional.of("watermark: %s cannot be read".formatted(name));
        }
    }

    /// What keeps a file from being a watermark, in a sentence; empty: nothing.
    public static Optional<String> problem(String name, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return Optional.of(
                    "watermark: %s is larger than %d MB".formatted(name, MOST_BYTES >> 20));
        }
        if (!(Headers.read(bytes, bytes.length) instanceof Picture picture)) {
            return Optional.of("watermark: %s is no picture that imgmill reads".formatted(name));
        }
        return picture.pixels() > MOST_PIXELS
                ? Optional.of("watermark: %s has more than %d pixels".formatted(name, MOST_PIXELS))
                : Optional.empty();
    }

    /// The watermark of a recipe; null: it has none.
    ///
    /// @throws UncheckedIOException when it was there and is gone
    @Nullable Mark of(Recipe recipe) {
        String name = recipe.watermark();
        return name == null ? null : mark(name, there(name));
    }

    /// The watermark of a recipe, as it lies in its file; empty: it has none.
    ///
    /// @throws UncheckedIOException when it was there and is gone
    public Optional<byte[]> bytes(Recipe recipe) {
        String name = recipe.watermark();
        return name == null ? Optional.empty() : Optional.of(there(name));
    }

    private static Mark mark(String name, byte[] bytes) {
        if (Headers.read(bytes, bytes.length) instanceof Picture picture
                && problem(name, bytes).isEmpty()) {
            return new Mark(picture.kind(), bytes);
        }
        throw gone(name, new IOException(problem(name, bytes).orElse(name)));
    }

    private byte[] there(String name) {
        try {
            return find(name).orElseThrow(() -> new IOException("it is gone"));
        } catch (IOException e) {
            throw gone(name, e);
        }
    }

    private static UncheckedIOException gone(String name, IOException why) {
        return new UncheckedIOException("the watermark " + name + " cannot be used", why);
    }

    /// Reads a file that is too large only as far as it takes to see that.
    private Optional<byte[]> find(String name) throws IOException {
        Optional<byte[]> given = handedIn.find(name);
        if (given.isPresent() || folder == null || !Files.isRegularFile(folder.resolve(name))) {
            return given;
        }
        try (var in = Files.newInputStream(folder.resolve(name))) {
            return Optional.of(in.readNBytes(MOST_BYTES + 1));
        }
    }
}
