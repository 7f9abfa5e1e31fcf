package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UrlCellTest {

    static List<List<String>> cells() throws IOException {
        return Carried.table("url-cells.txt");
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aCellIsSplitWhereUrlsStart(List<String> example) {
        assertThat(UrlCell.split(example.get(0))).isEqualTo(urls(example.get(1)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void joinedUrlsAreSplitTheSameAgain(List<String> example) {
        List<String> urls = urls(example.get(1)).stream().filter(url -> !url.isEmpty()).toList();

        assertThat(UrlCell.split(UrlCell.join(urls))).isEqualTo(urls);
    }

    @Test
    void aTildeAndALineBreakThatIsSpeltOutSeparateToo() {
        assertThat(UrlCell.split("http://a/1.jpg~http://a/2.jpg"))
                .containsExactly("http://a/1.jpg", "http://a/2.jpg");
        assertThat(UrlCell.split("http://a/1.jpg\\nhttp://a/2.jpg"))
                .containsExactly("http://a/1.jpg", "http://a/2.jpg");
    }

    @Test
    void aSeparatorOfTheUsersOwnIsTheOnlyOne() {
        assertThat(UrlCell.split(" http://a/1,2 .jpg ## http://a/3;http://b ## ", "##"))
                .containsExactly("http://a/1,2 .jpg", "http://a/3;http://b");
        assertThat(UrlCell.split("http://a/1.jpg,,http://a/3.jpg,", ","))
                .containsExactly("http://a/1.jpg", "", "http://a/3.jpg");
    }

    private static List<String> urls(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" {2}"))
                        .map(url -> url.equals("<>") ? "" : url)
                        .toList();
    }
}
