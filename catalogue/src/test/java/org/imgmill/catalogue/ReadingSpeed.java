package org.imgmill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Prints how many URLs a second of one core's time reads, for 250,000 rows with 1,000,000 URLs in
/// each form; to be run by hand, with a small heap.
final class ReadingSpeed {

    private static final int ROWS = 250_000;

    private ReadingSpeed() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("reading-speed");
        Path csv = folder.resolve("utf8.csv");
        Path western = folder.resolve("windows1252.csv");
        Path packed = folder.resolve("packed.csv.gz");
        Path workbook = folder.resolve("workbook.xlsx");
        write(csv, StandardCharsets.UTF_8);
        write(western, Charset.forName("windows-1252"));
        try (InputStream in = Files.newInputStream(csv);
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            in.transferTo(out);
        }
        writeWorkbook(csv, workbook);
        for (Path file : List.of(csv, western, packed, workbook)) {
            for (int run = 0; run < 4; run++) {
                measure(file);
            }
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private static void measure(Path file) throws IOException {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long[] urls = {0};
        CatalogueSink<IOException> sink = row -> urls[0] += row.urls().size();
        Catalogue.read(file, CatalogueOptions.standard(), sink);
        double seconds =
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
        System.out.printf(
                "%-16s %,12d bytes %,d URLs %.3f s %,.0f URLs/s%n",
                file.getFileName(), Files.size(file), urls[0], seconds, urls[0] / seconds);
    }

    private static void write(Path file, Charset charset) throws IOException {
        try (var out = new PrintWriter(Files.newBufferedWriter(file, charset))) {
            out.print("S. No.,Product Name,Input Image Urls,Colour\r\n");
            for (int row = 1; row <= ROWS; row++) {
                out.print(row + ",Product no " + row + " déjà vu,\"");
                for (int image = 0; image < 4; image++) {
                    out.print(
                            (image > 0 ? "," : "")
                                    + "https://cdn"
                                    + image
                                    + ".nordhus.example/catalogue/2026/p/"
                                    + row
                                    + "/image_w800.jpg?v="
                                    + row * 7);
                }
                out.print("\",petrol\r\n");
            }
        }
    }

    private static void writeWorkbook(Path csv, Path workbook) throws IOException {
        try (OutputStream out = Files.newOutputStream(workbook);
                var book = new Workbook(out, "imgmill", "1.0")) {
            Worksheet sheet = book.newWorksheet("Products");
            CatalogueSink<IOException> sink =
                    new CatalogueSink<>() {
                        private int line;

                        @Override
                        public void header(CatalogueHeader header) {
                            put(header.columns().toArray(String[]::new));
                        }

                        @Override
                        public void row(CatalogueRow row) {
                            put(row.cells());
                        }

                        private void put(String[] cells) {
                            for (int column = 0; column < cells.length; column++) {
                                sheet.inlineString(line, column, cells[column]);
                            }
                            line++;
                        }
                    };
            Catalogue.read(csv, CatalogueOptions.standard(), sink);
        }
    }
}
