package org.imgmill.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSpoolTest {

    private static final int PARTS = 2;
    private static final int WINDOW = 3;

    private final DistinctUrls urls = new DistinctUrls(new Semaphore(1));
    private final LanePlan lanes = new LanePlan(PARTS, WINDOW);

    @TempDir Path folder;

    @Test
    void imagesComeBackLaneAfterLaneAndInEachByNumber() throws IOException {
        try (var spool = new ImageSpool(file())) {
            for (int i = 0; i < 5_000; i++) {
                add(spool, "host" + i % 7, i);
            }

            var ids = new ArrayList<ImageId>();
            spool.byLane(urls, lanes, image -> ids.add(ImageId.unpack(urls.image(image.index()))));

            assertThat(ids).hasSize(5_000).isSorted();
        }
    }

    @Test
    void anImageComesBackAsItWentIn() throws IOException {
        var longest = "https://b.example/" + "ö".repeat(100_000);
        try (var spool = new ImageSpool(file())) {
            add(spool, "b.example", 0);
            urls.assign(-1 - urls.use(longest), lanes.place("b.example"));
            spool.add(9, 4, longest);
            add(spool, "a.example", 2);

            var back = back(spool);

            assertThat(back).extracting(ImageSpool.Spooled::index).containsExactly(0, 1, 2);
            assertThat(back).extracting(ImageSpool.Spooled::row).containsExactly(1, 9, 3);
            assertThat(back).extracting(ImageSpool.Spooled::position).containsExactly(0, 4, 0);
            assertThat(back)
                    .extracting(image -> new String(image.url(), UTF_8))
                    .containsExactly("https://b.example/0", longest, "https://a.example/2");
        }
    }

    @Test
    void anUploadWithoutImagesHasNone() throws IOException {
        try (var spool = new ImageSpool(file())) {
            assertThat(back(spool)).isEmpty();
        }
    }

    @Test
    void nothingStaysOnTheDisk() throws IOException {
        var file = file();
        try (var spool = new ImageSpool(file)) {
            add(spool, "a.example", 0);
            back(spool);
        }
        assertThat(file).doesNotExist();
    }

    private void add(ImageSpool spool, String host, int i) {
        var url = "https://" + host + "/" + i;
        urls.assign(-1 - urls.use(url), lanes.place(host));
        spool.add(i + 1, 0, url);
    }

    private List<ImageSpool.Spooled> back(ImageSpool spool) {
        var back = new ArrayList<ImageSpool.Spooled>();
        spool.byLane(urls, lanes, back::add);
        return back;
    }

    private Path file() throws IOException {
        return Files.createFile(folder.resolve("images"));
    }
}
