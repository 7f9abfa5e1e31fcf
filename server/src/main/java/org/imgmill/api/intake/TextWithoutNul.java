package org.imgmill.api.intake;

import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/// Refuses JSON with NUL characters, which no text of the database can hold.
@JacksonComponent
class TextWithoutNul extends StdScalarDeserializer<String> {

    TextWithoutNul() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        var text = StringDeserializer.instance.deserialize(parser, context);
        if (text != null && text.indexOf('\0') >= 0) {
            throw new Refused(
                    ProblemType.INVALID_BODY, "A text of the JSON holds a NUL character.");
        }
        return text;
    }
}
