package org.imgmill.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.imgmill.output.NameTemplate;
import org.imgmill.output.Output;
import org.imgmill.output.ReadOutputs;
import org.imgmill.transcode.RecipeField;

/// What is made of every image, from `--outputs`: JSON as in uploads to a server, or for each
/// output a line as in its command `run`.
final class OutputOptions {

    private static final String NAME = "outputs";

    private OutputOptions() {}

    /// @throws Options.Wrong for what cannot be, in words
    static List<Output> of(Options options, Settings.Output form) {
        var common = options.recipe();
        var given = options.all(NAME);
        var outputs =
                given.isEmpty()
                        ? Output.only(RecipeField.recipe(common))
                        : ReadOutputs.of(list(given), common);
        if (outputs.stream().anyMatch(output -> output.recipe().watermark() != null)) {
            throw new Options.Wrong("--watermark needs a server's folder; there is none on Spark.");
        }
        for (var output : outputs) {
            if (form == Settings.Output.SHARDS && output.name().length() > Shard.LONGEST_OUTPUT) {
                throw new Options.Wrong(
                        "--outputs: in a tar file an output has a name of at most %d letters, and %s has more."
                                .formatted(Shard.LONGEST_OUTPUT, output.name()));
            }
        }
        return outputs;
    }

    /// @return empty: outputs are called by the keys of their images
    static String nameTemplate(Options options, List<Output> outputs) {
        var given = options.text("name-template").orElse("");
        if (!given.isBlank()) {
            NameTemplate.parse(given).refuseWithout(outputs);
        }
        return given;
    }

    private static List<Map<String, String>> list(List<String> given) {
        if (given.size() == 1 && given.getFirst().stripLeading().startsWith("[")) {
            return json(given.getFirst());
        }
        try {
            return given.stream().map(line -> ReadOutputs.line(line.strip())).toList();
        } catch (IllegalArgumentException e) {
            throw new Options.Wrong("--outputs %s.".formatted(e.getMessage()));
        }
    }

    private static List<Map<String, String>> json(String text) {
        JsonNode list;
        try {
            list = ScanFiles.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw wrong(text);
        }
        var outputs = new ArrayList<Map<String, String>>();
        for (JsonNode output : list) {
            if (!output.isObject()) {
                throw wrong(text);
            }
            var texts = new HashMap<String, String>();
            for (var field : output.properties()) {
                if (!field.getValue().isNull()) {
                    texts.put(field.getKey(), text(field.getValue()));
                }
            }
            outputs.add(texts);
        }
        return outputs;
    }

    /// A list as a form would send it, with commas.
    private static String text(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(","))
                : value.isValueNode() ? value.asText() : value.toString();
    }

    private static Options.Wrong wrong(String text) {
        return new Options.Wrong("--outputs is %s, not \"%s\".".formatted(ReadOutputs.SHAPE, text));
    }
}
