package org.imgmill.catalogue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Results as an .xlsx workbook of one sheet, for catalogues that did not come as one. Every cell
/// is a text, so nothing is run as a formula and no id loses its zeros.
public final class NewWorkbook implements ResultsFile {

    /// Of a sheet.
    private static final int MOST_ROWS = 1_048_576;

    private static final String MAIN =
            " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String OFFICE =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String TYPE =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final CatalogueHeader header;
    private final List<AddedColumn> added;
    private final ZipOutputStream zip;
    private final Writer out;
    private int rows;

    public NewWorkbook(OutputStream out, CatalogueHeader header) throws IOException {
        this(out, header, AddedColumn.OUTPUTS);
    }

    /// With other columns than the one of output URLs.
    public NewWorkbook(OutputStream out, CatalogueHeader header, List<AddedColumn> added)
            throws IOException {
        this.added = List.copyOf(added);
        this.header = header;
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.out = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
        part(
                "[Content_Types].xml",
                "<Types xmlns=\""
                        + PACKAGE
                        + "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\""
                        + TYPE
                        + "sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\""
                        + TYPE
                        + "worksheet+xml\"/></Types>");
        part("_rels/.rels", relationship("officeDocument", "xl/workbook.xml"));
        part(
                "xl/workbook.xml",
                "<workbook"
                        + MAIN
                        + " xmlns:r=\""
                        + OFFICE
                        + "\"><sheets><sheet name=\"Results\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        part("xl/_rels/workbook.xml.rels", relationship("worksheet", "worksheets/sheet1.xml"));
        begin("xl/worksheets/sheet1.xml");
        write("<worksheet" + MAIN + "><sheetData>");
        for (List<String> above : header.rowsAbove()) {
            write(above, List.of());
        }
        if (!header.isUnnamed()) {
            write(header.columns(), AddedColumn.names(header, added));
        }
    }

    /// Whether a catalogue of so many rows has room in a sheet.
    public static boolean takes(long rows, CatalogueHeader header) {
        return rows + header.rowsAbove().size() + 1 <= MOST_ROWS;
    }

    private static String relationship(String type, String target) {
        return "<Relationships xmlns=\""
                + PACKAGE
                + "relationships\"><Relationship Id=\"rId1\" Type=\""
                + OFFICE
                + "/"
                + type
                + "\" Target=\""
                + target
                + "\"/></Relationships>";
    }

    private void part(String name, String xml) throws IOException {
        begin(name);
        write(xml);
        end();
    }

    private void begin(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    }

    private void end() throws IOException {
        out.flush();
        zip.closeEntry();
    }

    private void write(String xml) throws IOException {
        out.write(xml);
    }

    @Override
    public void rowOf(String[] cells, List<List<String>> said) throws IOException {
        header.requireWidth(cells);
        write(List.of(cells), AddedColumn.cells(header, cells, added, said));
    }

    private void write(List<String> cells, List<String> links) throws IOException {
        rows++;
        write("<row r=\"" + rows + "\">");
        int column = 0;
        for (List<String> some : List.of(cells, links)) {
            for (String cell : some) {
                if (!cell.isEmpty()) {
                    write(SheetCells.text("", column, rows, "", cell));
                }
                column++;
            }
        }
        write("</row>");
    }

    @Override
    public void close() throws IOException {
        write("</sheetData></worksheet>");
        end();
        zip.close();
    }
}
