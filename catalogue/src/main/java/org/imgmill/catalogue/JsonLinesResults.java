package org.imgmill.catalogue;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// Results as JSON lines: an object for each row, its cells by the names of their columns, and in
/// place of an added cell the list of what it says of each image, null where that is nothing.
public final class JsonLinesResults implements ResultsFile {

    private final CatalogueHeader header;
    private final OutputStream out;
    private final JsonGenerator json;
    private final List<String> names;
    private final List<String> outputNames;
    private final List<AddedColumn> added;

    public JsonLinesResults(OutputStream out, CatalogueHeader header) {
        this(out, header, AddedColumn.OUTPUTS);
    }

    /// With other columns than the one of output URLs.
    public JsonLinesResults(OutputStream out, CatalogueHeader header, List<AddedColumn> added) {
        this.out = out;
        this.header = header;
        this.added = List.copyOf(added);
        this.json =
                JsonFactory.builder()
                        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                        .rootValueSeparator("")
                        .build()
                        .createGenerator(ObjectWriteContext.empty(), out);
        var taken = new HashSet<String>();
        names = new ArrayList<>();
        for (String column : header.columns()) {
            names.add(distinct(column.strip(), names.size() + 1, taken));
        }
        outputNames = new ArrayList<>();
        for (String column : AddedColumn.names(header, added)) {
            outputNames.add(distinct(column, names.size() + outputNames.size() + 1, taken));
        }
    }

    /// An object has one value for each name.
    private static String distinct(String name, int column, Set<String> taken) {
        String candidate = name.isEmpty() ? "Column " + column : name;
        for (int n = 2; !taken.add(candidate); n++) {
            candidate = name + " (" + n + ")";
        }
        return candidate;
    }

    @Override
    public void rowOf(String[] cells, List<List<String>> said) throws IOException {
        header.requireWidth(cells);
        try {
            json.writeStartObject();
            for (int i = 0; i < cells.length; i++) {
                json.writeStringProperty(names.get(i), cells[i]);
            }
            int column = 0;
            for (int i = 0; i < said.size(); i++) {
                for (List<String> texts : header.byColumn(cells, said.get(i))) {
                    write(outputNames.get(column++), texts, added.get(i).numbers());
                }
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (JacksonException e) {
            throw new IOException("a row could not be written", e);
        }
    }

    private void write(String name, List<String> texts, boolean numbers) {
        json.writeArrayPropertyStart(name);
        for (String text : texts) {
            if (text.isEmpty()) {
                json.writeNull();
            } else if (numbers) {
                json.writeNumber(new BigDecimal(text));
            } else {
                json.writeString(text);
            }
        }
        json.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        try {
            json.close();
        } catch (JacksonException e) {
            throw new IOException("the last rows could not be written", e);
        }
        out.close();
    }
}
