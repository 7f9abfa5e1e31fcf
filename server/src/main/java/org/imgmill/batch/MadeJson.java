package org.imgmill.batch;

import java.util.ArrayList;
import java.util.List;
import org.imgmill.output.Output;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What became of the outputs of an image, as its row keeps it where there are several: for each
/// `[format, width, height, bytes]`, or null.
final class MadeJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private MadeJson() {}

    /// Null where there is nothing to keep.
    static @Nullable String write(List<Output.@Nullable Made> outputs) {
        if (!Output.any(outputs)) {
            return null;
        }
        var json = new StringBuilder("[");
        for (var made : outputs) {
            json.append(json.length() == 1 ? "" : ",");
            if (made == null) {
                json.append("null");
            } else {
                json.append('[').append(EndingColumns.formatNumber(made.format()));
                json.append(',').append(made.width()).append(',').append(made.height());
                json.append(',').append(made.bytes()).append(']');
            }
        }
        return json.append(']').toString();
    }

    static List<Output.@Nullable Made> read(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        var outputs = new ArrayList<Output.@Nullable Made>();
        for (var node : MAPPER.readTree(json)) {
            outputs.add(
                    node.isNull()
                            ? null
                            : new Output.Made(
                                    EndingColumns.format(node.get(0).asInt()),
                                    node.get(1).asInt(),
                                    node.get(2).asInt(),
                                    node.get(3).asInt()));
        }
        return outputs;
    }
}
