package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.IMAGE;
import static org.imgmill.fetch.DownloadsTest.body;
import static org.imgmill.fetch.WebUrlTest.url;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareLinksTest {

    private static final byte[] PAGE =
            "<!doctype html><title>Shared</title>".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "https://drive.google.com/file/d/1a-B_c/view?usp=sharing, https://drive.google.com/uc?export=download&id=1a-B_c",
        "https://drive.google.com/file/d/1a-B_c/view?usp=sharing&resourcekey=0-x_Y, https://drive.google.com/uc?export=download&id=1a-B_c&resourcekey=0-x_Y",
        "https://drive.google.com/file/u/1/d/1aB/edit, https://drive.google.com/uc?export=download&id=1aB",
        "https://drive.google.com/file/d/1aB, https://drive.google.com/uc?export=download&id=1aB",
        "https://drive.google.com/open?usp=x&id=1aB, https://drive.google.com/uc?export=download&id=1aB",
        "https://www.dropbox.com/s/k3y/a%20b.jpg?dl=0, https://www.dropbox.com/s/k3y/a%20b.jpg?dl=1",
        "https://www.dropbox.com/s/k3y/a.jpg, https://www.dropbox.com/s/k3y/a.jpg?dl=1",
        "https://www.dropbox.com/scl/fi/k3y/a.jpg?rlkey=x&st=y&dl=0, https://www.dropbox.com/scl/fi/k3y/a.jpg?rlkey=x&st=y&dl=1",
        "https://www.dropbox.com/scl/fi/k3y/a.jpg?dl=0&rlkey=x, https://www.dropbox.com/scl/fi/k3y/a.jpg?dl=1&rlkey=x",
        "https://www.dropbox.com/scl/fi/k3y/a.jpg?rlkey=x, https://www.dropbox.com/scl/fi/k3y/a.jpg?rlkey=x&dl=1",
        "https://www.dropbox.com/s/k3y/a.jpg?raw=1, https://www.dropbox.com/s/k3y/a.jpg?raw=1",
        "https://onedrive.live.com/embed?resid=A%21B&authkey=c, https://onedrive.live.com/download?resid=A%21B&authkey=c",
        "https://shop-my.sharepoint.com/:i:/g/personal/x/EaB?e=q, https://shop-my.sharepoint.com/:i:/g/personal/x/EaB?e=q&download=1",
        "https://shop.sharepoint.com/:i:/s/x/EaB, https://shop.sharepoint.com/:i:/s/x/EaB?download=1",
        "https://github.com/o/r/blob/main/img/a.jpg?x=1, https://github.com/o/r/raw/main/img/a.jpg",
        "https://1drv.ms/i/s!A, https://1drv.ms/i/s!A",
        "https://app.box.com/s/k3y, https://app.box.com/s/k3y"
    })
    void leadToTheFileItselfOnTheSameHost(String link, String file) {
        var shared = ShareLinks.read(url(link)).orElseThrow();

        assertThat(shared.file().text()).isEqualTo(file);
        assertThat(shared.file().authority()).isEqualTo(url(link).authority());
    }

    @ParameterizedTest
    @CsvSource({
        "https://drive.google.com.evil.example/file/d/1aB/view",
        "https://notdropbox.com/s/k3y/a.jpg",
        "https://sharepoint.com/:i:/s/x",
        "https://lh3.googleusercontent.com/d/1aB",
        "https://dl.dropboxusercontent.com/s/k3y/a.jpg",
        "https://github.com/o/r/raw/main/a.jpg",
        "https://i.imgur.com/a.jpg",
        "https://shop.example/file/d/1aB/view"
    })
    void everythingElseIsAskedForAsItIs(String link) {
        assertThat(ShareLinks.read(url(link))).isEmpty();
    }

    @Test
    void theFileIsFetchedAndThePageIsNamed() throws InterruptedException {
        try (var origin = Origin.start();
                var door =
                        Door.in(folder)
                                .allowingLoopback()
                                .name("drive.google.com", "127.0.0.1")
                                .name("1drv.ms", "127.0.0.1")
                                .open()) {
            origin.serve("/uc", IMAGE).play("/i/a", Parts.redirect("/page"));
            origin.play("/page", Parts.ok("Content-Type: text/html; charset=utf-8\n", PAGE));
            origin.play("/i/b", Parts.ok("Content-Type: image/jpeg\n", IMAGE));

            assertThat(
                            body(
                                    door.downloads()
                                            .fetch(
                                                    origin.url(
                                                            "drive.google.com",
                                                            "/file/d/1aB/view"))))
                    .isEqualTo(IMAGE);
            assertThat(origin.requests().getFirst().target())
                    .isEqualTo("/uc?export=download&id=1aB");
            assertThat(door.downloads().fetch(origin.url("1drv.ms", "/i/a")))
                    .isEqualTo(
                            new Download.SharePage(
                                    "OneDrive",
                                    "Choose \"Embed\" in OneDrive and use the address in the code it"
                                            + " gives."));
            assertThat(body(door.downloads().fetch(origin.url("1drv.ms", "/i/b"))))
                    .isEqualTo(IMAGE);
        }
    }
}
