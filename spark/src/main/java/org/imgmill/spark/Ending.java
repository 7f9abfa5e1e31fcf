package org.imgmill.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.imgmill.output.Output;
import org.jspecify.annotations.Nullable;

/// What became of one image: a line of the journal. It ends once, with all of its outputs.
///
/// @param name what it is called, without an ending; null: by its key
/// @param outputs in the order of the settings
record Ending(
        String run,
        String key,
        String url,
        @Nullable String name,
        @Nullable Long bytesIn,
        List<OutputEnding> outputs,
        int ms)
        implements Serializable {

    Ending {
        outputs = List.copyOf(outputs);
    }

    static Ending of(
            Settings settings,
            PlannedImage image,
            List<OutputEnding> outputs,
            @Nullable Long bytesIn,
            int ms) {
        return new Ending(
                settings.run(), image.key(), image.url(), image.name(), bytesIn, outputs, ms);
    }

    /// Without any output, all of them for one reason.
    static Ending failed(
            Settings settings, PlannedImage image, Function<String, OutputEnding> failed, int ms) {
        var outputs = settings.outputs().stream().map(NamedRecipe::name).map(failed).toList();
        return of(settings, image, outputs, null, ms);
    }

    Ending laidDown(List<OutputEnding> where) {
        return new Ending(run, key, url, name, bytesIn, where, ms);
    }

    /// All of its outputs are there.
    boolean isStored() {
        return code() == null;
    }

    /// The code of the first output that could not be made, as on the server; null: stored.
    @Nullable String code() {
        for (var output : outputs) {
            if (!output.isStored()) {
                return output.code();
            }
        }
        return null;
    }

    /// By the names that columns and lines of the journal have; what is null is left out. An only
    /// output stands in the image's own line, as before there were several; the time comes last and
    /// shows that a line is whole.
    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        put(fields, "run", run);
        put(fields, "key", key);
        put(fields, "url", url);
        put(fields, "name", name);
        put(fields, "bytes_in", bytesIn);
        if (outputs.getFirst().output().isEmpty()) {
            outputs.getFirst().putInto(fields);
        } else {
            put(fields, "code", code());
            var each = new ArrayList<Map<String, Object>>(outputs.size());
            for (var output : outputs) {
                var its = new LinkedHashMap<String, Object>();
                put(its, "name", name == null ? null : Output.called(name, output.output()));
                output.putInto(its);
                each.add(its);
            }
            put(fields, "outputs", each);
        }
        put(fields, "ms", ms);
        return fields;
    }

    static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
