package org.imgmill.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("job")
class OutputsJobTest {

    @TempDir Path folder;
    private LocalJobs jobs;

    @BeforeEach
    void cluster() throws Exception {
        jobs = new LocalJobs(Cluster.in(folder), folder);
    }

    @Test
    void severalOutputsComeOfOneDownloadAndAnImageWithoutOneOfThemIsPartial() throws Exception {
        try (var shop = Shop.open("127.0.0.1", 2, 0)) {
            shop.origin().serve("/a.png", Shop.PNG);
            Path csv =
                    Files.writeString(
                            folder.resolve("shop.csv"),
                            """
                            id,Image,Title
                            1,"%s,,%s",two
                            2,%s,a PNG
                            3,,nothing
                            """
                                    .formatted(
                                            shop.urls(2).get(0),
                                            shop.urls(2).get(1),
                                            shop.origin().url("/a.png")));
            var outputs = List.of("--outputs=full", "--outputs=thumb:max-width=80,format=webp");

            assertThat(jobs.run(csv, "--run=1", outputs.get(0), outputs.get(1)))
                    .contains("0 images stored, 3 failed, 2 of them partial");
            var results = jobs.table("results/run=1");
            assertThat(results)
                    .extracting(
                            row -> row.path("output").asText(),
                            row -> row.path("format").asText(),
                            row -> row.path("code").asText(),
                            row -> row.get("partial").asBoolean())
                    .containsExactlyInAnyOrder(
                            tuple("full", "jpeg", "", true),
                            tuple("full", "jpeg", "", true),
                            tuple("full", "", "unsupported_here", false),
                            tuple("thumb", "", "unsupported_here", true),
                            tuple("thumb", "", "unsupported_here", true),
                            tuple("thumb", "", "unsupported_here", false));
            var csvLines = Files.readAllLines(folder.resolve("out/csv/run=1/results.csv"));
            assertThat(csvLines.getFirst())
                    .isEqualTo("id,Image,Title,Output Image,Output Image thumb");
            assertThat(csvLines.get(1))
                    .matches("1,\".*\",two,\"file:.*-full[.]jpg,,file:.*-full[.]jpg\",\",,\"");

            assertThat(jobs.run(csv, "--run=2", LocalJobs.DECODERS, outputs.get(1), outputs.get(0)))
                    .contains("3 distinct images, 3 of them to fetch")
                    .contains("3 images stored, 0 failed:");
            var row = jobs.table("catalogue/run=2").get(1);
            assertThat(row.get("Output Image").get(0).asText()).endsWith("-thumb.webp");
            assertThat(row.get("Output Image full").get(0).asText()).endsWith("-full.png");
            assertThat(shop.asked()).hasSize(3).allSatisfy((path, n) -> assertThat(n).isEqualTo(2));
        }
    }

    @Test
    void outputsAreCalledAsATemplateSaysTheSameEveryTimeAndNoTwoAlike() throws Exception {
        try (var shop = Shop.open("127.0.0.1", 4, 0)) {
            Path csv =
                    Files.writeString(
                            folder.resolve("shop.csv"),
                            """
                            id,Image,Title,Colour
                            A-1,"%s,%s",Mug,red
                            A-1,%s,Mug,blue
                            ,%s,Mug,Red
                            """
                                    .formatted(shop.urls(4).toArray()));
            String template = "--name-template={title}/{colour}-{n}.{ext}";

            assertThat(jobs.run(csv, "--run=1", template)).contains("4 images stored, 0 failed");
            var names =
                    jobs.table("results/run=1").stream()
                            .collect(
                                    Collectors.toMap(
                                            row -> row.get("url").asText(),
                                            row -> row.get("name").asText()));
            assertThat(shop.urls(3))
                    .extracting(names::get)
                    .containsExactly("Mug/red-1", "Mug/red-2", "Mug/blue-1");
            assertThat(names.get(shop.urls(4).getLast())).matches("Mug/Red-1-[0-9a-f]{16}");
            for (String name : names.values()) {
                assertThat(folder.resolve("out/objects/run=1/" + name + ".jpg")).isRegularFile();
            }
            var said = Files.readAllLines(folder.resolve("out/csv/run=1/results.csv"));

            assertThat(jobs.run(csv, "--run=2", template)).contains("0 of them to fetch");
            assertThat(Files.readAllLines(folder.resolve("out/csv/run=2/results.csv")))
                    .isEqualTo(said);
            try (var job = jobs.submit(Map.of(), csv, "--run=1", "--name-template={id}-{n}")) {
                assertThat(job.ended()).isEqualTo(2);
                assertThat(job.output()).contains("the run 1 called its images otherwise");
            }
        }
    }
}
