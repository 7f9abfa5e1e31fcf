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

/// The pictures that an operator lends as watermarks: the files of one folder, by their names.
///
/// @param folder null: there are none
public record Watermarks(@Nullable Path folder) {

    /// Each is sent to a child beside every picture that it is laid over.
    private static final int MOST_BYTES = 4 << 20;

    private static final long MOST_PIXELS = 16_000_000;

    /// A watermark as it lies in its file.
    record Mark(Kind kind, byte[] file) {}

    /// All that can be named, in order.
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
        if (folder == null) {
            return Optional.of(
                    "watermark: this server has none; imgmill.transcode.watermarks names their"
                            + " folder");
        }
        if (!Files.isRegularFile(folder.resolve(name))) {
            return Optional.of("watermark is one of %s, not \"%s\"".formatted(names(), name));
        }
        try {
            read(name);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("watermark: " + e.getMessage());
        }
    }

    /// The watermark of a recipe; null: it has none.
    ///
    /// @throws UncheckedIOException when it was there and is gone
    @Nullable Mark of(Recipe recipe) {
        String name = recipe.watermark();
        if (name == null) {
            return null;
        }
        try {
            return read(name);
        } catch (IOException e) {
            throw new UncheckedIOException("the watermark " + name + " cannot be used", e);
        }
    }

    /// The watermark of a recipe, as it lies in its file; empty: it has none.
    ///
    /// @throws UncheckedIOException when it was there and is gone
    public Optional<byte[]> bytes(Recipe recipe) {
        Mark mark = of(recipe);
        return mark == null ? Optional.empty() : Optional.of(mark.file());
    }

    private Mark read(String name) throws IOException {
        if (folder == null) {
            throw new IOException("no folder of watermarks is set");
        }
        Path file = folder.resolve(name);
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(name + " is larger than " + (MOST_BYTES >> 20) + " MB");
        }
        byte[] bytes = Files.readAllBytes(file);
        if (!(Headers.read(bytes, bytes.length) instanceof Picture picture)) {
            throw new IOException(name + " is no picture that imgmill reads");
        }
        if (picture.pixels() > MOST_PIXELS) {
            throw new IOException(name + " has more than " + MOST_PIXELS + " pixels");
        }
        return new Mark(picture.kind(), bytes);
    }
}
