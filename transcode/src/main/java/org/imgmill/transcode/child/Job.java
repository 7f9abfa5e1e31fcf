package org.imgmill.transcode.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.RecipeField;
import org.imgmill.transcode.header.Kind;
import org.imgmill.transcode.header.Meaning;
import org.jspecify.annotations.Nullable;

/// One output that a child is asked for.
///
/// @param bytes of the picture
/// @param kind names the loader; nothing is guessed
/// @param meaning how to read what its loader gives
/// @param allFrames the animation stays one; else only its first frame is read
/// @param halveChroma for a JPEG that is written
/// @param check decode it all and make nothing of it
/// @param show which pixels are wanted beside the file
/// @param look say what the output looks like from far away
/// @param mark the watermark of the recipe; null: it has none
public record Job(
        int bytes,
        Kind kind,
        Meaning meaning,
        Recipe recipe,
        boolean allFrames,
        boolean halveChroma,
        boolean check,
        Show show,
        boolean look,
        @Nullable Mark mark,
        Limits limits) {

    /// The pixels that a picture is judged by.
    public enum Show {
        NONE,

        /// The pixels before they are written, and no file.
        INPUT,

        /// The pixels as read from the file.
        OUTPUT,

        /// Likewise, and the file need only look like the one that is meant.
        DRAFT;

        /// Whether the file is one that may be stored.
        public boolean givesFile() {
            return this == NONE || this == OUTPUT;
        }
    }

    /// A picture that is laid over others.
    public record Mark(int bytes, Kind kind) {}

    /// What a child holds itself to, beside what its parent enforces from outside.
    ///
    /// @param pixels over all frames that are decoded
    /// @param deadline after which a child without a parent ends itself
    public record Limits(long pixels, int frames, int outputBytes, Duration deadline) {}

    boolean showsOutput() {
        return switch (show) {
            case NONE, INPUT -> false;
            case OUTPUT, DRAFT -> true;
        };
    }

    int markBytes() {
        return mark == null ? 0 : mark.bytes;
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(bytes);
        out.writeUTF(kind.name());
        meaning.writeTo(out);
        out.writeBoolean(allFrames);
        out.writeBoolean(halveChroma);
        out.writeBoolean(check);
        out.writeUTF(show.name());
        out.writeBoolean(look);
        out.writeUTF(mark == null ? "" : mark.kind.name());
        out.writeInt(mark == null ? 0 : mark.bytes);
        var fields = RecipeField.texts(recipe);
        out.writeInt(fields.size());
        for (var field : fields.entrySet()) {
            out.writeUTF(field.getKey());
            out.writeUTF(field.getValue());
        }
        out.writeLong(limits.pixels);
        out.writeInt(limits.frames);
        out.writeInt(limits.outputBytes);
        out.writeLong(limits.deadline.toMillis());
    }

    static Job read(DataInputStream in) throws IOException {
        int bytes = in.readInt();
        Kind kind = Wire.name(Kind.class, in);
        Meaning meaning = Meaning.read(in);
        boolean allFrames = in.readBoolean();
        boolean halveChroma = in.readBoolean();
        boolean check = in.readBoolean();
        Show show = Wire.name(Show.class, in);
        boolean look = in.readBoolean();
        Mark mark = mark(in);
        Recipe recipe = recipe(in);
        var limits =
                new Limits(
                        in.readLong(),
                        in.readInt(),
                        in.readInt(),
                        Duration.ofMillis(in.readLong()));
        return new Job(
                bytes,
                kind,
                meaning,
                recipe,
                allFrames,
                halveChroma,
                check,
                show,
                look,
                mark,
                limits);
    }

    private static @Nullable Mark mark(DataInputStream in) throws IOException {
        String kind = in.readUTF();
        int bytes = in.readInt();
        for (Kind each : Kind.values()) {
            if (each.name().equals(kind)) {
                return new Mark(bytes, each);
            }
        }
        return null;
    }

    private static Recipe recipe(DataInputStream in) throws IOException {
        var fields = new HashMap<String, String>();
        for (int left = in.readInt(); left > 0; left--) {
            fields.put(in.readUTF(), in.readUTF());
        }
        try {
            return RecipeField.recipe(fields);
        } catch (RecipeField.WrongField e) {
            throw new Wire.Garbled("a recipe that says: " + e.getMessage());
        }
    }
}
