package org.imgmill.api.batches;

import java.util.List;
import org.imgmill.batch.Batch;
import org.imgmill.catalogue.CatalogueHeader;
import org.imgmill.catalogue.Dialect;
import org.imgmill.catalogue.Problem;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// How a catalogue's columns stood and what was wrong with its rows, as the database keeps it.
@Component
public class HeaderJson {

    /// The columns of a batch that came as a list.
    public static final CatalogueHeader LIST =
            new CatalogueHeader(List.of("id", "input_url"), 0, 0, 1, Dialect.PLAIN);

    /// The column of a batch that came as pictures: their paths.
    public static final CatalogueHeader PICTURES =
            new CatalogueHeader(List.of("file"), 0, -1, 0, Dialect.PLAIN);

    private final JsonMapper mapper = JsonMapper.builder().build();

    public String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    public CatalogueHeader header(Batch batch) {
        return read(batch.header());
    }

    /// Also what earlier versions kept, which said less.
    public CatalogueHeader read(String json) {
        return mapper.readValue(json, CatalogueHeader.class);
    }

    public List<Problem> problems(String json) {
        return mapper.readValue(json, new TypeReference<List<Problem>>() {});
    }
}
