package org.imgmill.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTemplateTest {

    private static final List<String> COLUMNS = List.of("SKU", "Title", "Colour", "Image Src");
    private static final NameTemplate.Place MUG =
            new NameTemplate.Place(
                    new String[] {"A-01", "Mug, large", "Rød", "https://x"}, "A-01", "Mug, large");

    private static String name(String template) {
        return NameTemplate.parse(template)
                .bind(COLUMNS)
                .name(MUG, 1, "https://cdn.example/p/front%20view.JPG?v=3");
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource({
        "{id}-{n}.{ext},A-01-2",
        "{id}-{n},A-01-2",
        "{name}/{colour}/{position}.{ext},Mug-large/Rød/1",
        "{original}.{ext},front-view",
        "{path}.{ext},p/front-view",
        "a/{path}-{n},a/p/front-view-2",
        "{ SKU }_{Image Src},A-01_https-x",
        "shop/{ID},shop/A-01"
    })
    void aNameIsMadeOfWhatTheCatalogueHas(String template, String name) {
        assertThat(name(template)).isEqualTo(name);
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "{id | with every brace closed",
                "id} | with every brace closed",
                "same | calls all outputs the same",
                "{ext}/{id} | elsewhere than behind a dot at its end",
                "/{id} | a folder or a file without a name",
                "{id}/ | a folder or a file without a name",
                "a//{id} | a folder or a file without a name",
                "../{id} | that begins or ends with a dot",
                "{id}. | that begins or ends with a dot",
                "{id} {n} | between its braces, not \" \"",
                "{id}?{n} | between its braces, not \"?\"",
                "a/b/c/d/e/{id} | at most 4 folders",
                "{id}{id}{id}{id}{id}{id}{id}{id}{id} | at most 8 values"
            })
    void whatIsNoNameIsRefusedWithTheReason(String template, String why) {
        assertThatThrownBy(() -> NameTemplate.parse(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aColumnThatIsNotThereIsNamed() {
        var template = NameTemplate.parse("{Size}-{id}");

        assertThatThrownBy(() -> template.bind(COLUMNS))
                .hasMessageContaining("names a column {Size} that the catalogue does not have")
                .hasMessageContaining("[SKU, Title, Colour, Image Src]");
    }

    @ParameterizedTest
    @CsvSource({
        "https://x.example/a/b.tar.gz,b.tar",
        "https://x.example/a/mug/,mug",
        "https://x.example,''",
        "https://x.example/?q=a.jpg,''",
        "https://x.example/100%.jpg,100%",
        "https://x.example/%E6%9D%AF.webp,杯"
    })
    void theOriginalsNameIsThatOfItsUrl(String url, String name) {
        assertThat(UrlName.file(url)).isEqualTo(name);
    }

    @Test
    void theLongestNameFitsADisk() {
        var long1 = "杯".repeat(500);
        var place = new NameTemplate.Place(new String[] {long1, long1, long1, ""}, long1, long1);
        for (var template :
                List.of("{id}", "{SKU}-{Title}-{Colour}-{id}-{name}-{n}-{position}-{original}")) {
            var name =
                    NameTemplate.parse(template)
                            .bind(COLUMNS)
                            .name(place, 99_999, "https://x/" + long1);

            assertThat(
                            URLEncoder.encode(
                                            NameTemplate.apart(name, "1000000") + ".webp",
                                            StandardCharsets.UTF_8)
                                    .length())
                    .isLessThan(215);
        }
    }

    @Test
    void whoComesLaterGetsANumber() {
        var names = new TakenNames();

        assertThat(List.of("mug", "Mug", "MUG", "mug-2", "cup", "mug").stream().map(names::take))
                .containsExactly("mug", "Mug-2", "MUG-3", "mug-2-2", "cup", "mug-4");
    }

    @Test
    void manyOfOneNameAreAllDifferentAndTheSameEveryTime() {
        var names = new TakenNames();
        var again = new TakenNames();
        var seen = new java.util.HashSet<String>();
        for (int i = 0; i < 20_000; i++) {
            var name = names.take("mug" + i % 3);
            assertThat(again.take("mug" + i % 3)).isEqualTo(name);
            assertThat(seen.add(name)).isTrue();
        }
    }
}
