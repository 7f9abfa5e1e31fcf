package org.imgmill.api.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// A list of images as it lies on the disk: read image by image, as often as it takes, so that no
/// list is in memory whole.
final class ListedImages {

    private static final String IMAGES = "images";
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxStringLength(1 << 20).build())
                    .build();

    private final Accept.Upload body;
    private @Nullable Refused wrong;
    private boolean any;

    ListedImages(Accept.Upload body) {
        this.body = body;
    }

    /// All fields of the body but the images, which are checked too.
    Map<String, @Nullable Object> fields() throws IOException {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        int count = read(fields, this::look);
        any = count > 0;
        if (!any) {
            wrong =
                    new Refused(
                            ProblemType.MISSING_IMAGES,
                            "images is a list of at least one {\"id\": ..., \"url\": ...}.");
        }
        return fields;
    }

    /// Once the fields were read.
    boolean any() {
        return any;
    }

    private void look(Map<String, @Nullable Object> raw, int i) {
        try {
            if (wrong == null) {
                image(raw, i);
            }
        } catch (Refused e) {
            wrong = e;
        }
    }

    /// @throws Refused if there were no images, or one was wrong
    void refuseWrongOnes() {
        if (wrong != null) {
            throw wrong;
        }
    }

    /// In their order.
    void each(Consumer<Accept.ListedImage> taker) throws IOException {
        eachRaw((raw, i) -> taker.accept(image(raw, i)));
    }

    /// With all fields that they came with but those that hold others.
    void eachRaw(ObjIntConsumer<Map<String, @Nullable Object>> taker) throws IOException {
        read(new LinkedHashMap<>(), taker);
    }

    /// @return how many images there are
    private int read(
            Map<String, @Nullable Object> fields,
            ObjIntConsumer<Map<String, @Nullable Object>> images)
            throws IOException {
        try (InputStream in = body.open();
                JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unreadable();
            }
            int count = 0;
            var small = new SmallJson(parser);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var start = parser.nextToken();
                if (!name.equals(IMAGES)) {
                    fields.put(name, small.value());
                } else if (start != JsonToken.START_ARRAY) {
                    parser.skipChildren();
                } else if (count > 0) {
                    throw new Refused(ProblemType.INVALID_FIELD, "images is given twice.");
                } else {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        images.accept(small.flatObject(), count++);
                    }
                }
            }
            if (parser.nextToken() != null) {
                throw unreadable();
            }
            return count;
        } catch (JacksonException e) {
            throw unreadable();
        }
    }

    static Refused unreadable() {
        return new Refused(
                ProblemType.INVALID_BODY,
                "The body is missing, or is not the JSON that belongs here.");
    }

    private static Accept.ListedImage image(Map<String, @Nullable Object> image, int i) {
        if (!(image.get("url") instanceof String url) || url.isBlank()) {
            throw new Refused(ProblemType.INVALID_IMAGE, "images[%d] has no \"url\".".formatted(i));
        }
        var id = image.get("id");
        return new Accept.ListedImage(
                id == null ? Integer.toString(i + 1) : id.toString(), url.strip());
    }
}
